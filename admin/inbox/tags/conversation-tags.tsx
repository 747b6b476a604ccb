import { Flex } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { styled } from 'styled-components';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { TagMark } from '../../tags/tag-mark';
import { TagPicker } from './tag-picker';
import { useRetag } from './use-retag';

const Remove = styled.button`
  display: inline-flex;
  padding: 0.4rem;
  margin-right: -0.6rem;
  border: 0;
  border-radius: 50%;
  background: transparent;
  color: inherit;
  cursor: pointer;

  & svg {
    width: 0.8rem;
    height: 0.8rem;
  }
  & path {
    fill: currentColor;
  }
`;

/** The tags of the open conversation, each with a way to take it off, and a way to add others. */
export function ConversationTags({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const { add, remove } = useRetag(conversation);
  return (
    <Flex gap={1} wrap="wrap" role="group" aria-label={t('tags.title')} data-tags>
      {conversation.tags.map((tag) => (
        <TagMark key={tag.id} tag={tag}>
          <Remove type="button" aria-label={t('tags.remove', { name: tag.name })} onClick={() => remove(tag)}>
            <Cross aria-hidden />
          </Remove>
        </TagMark>
      ))}
      <TagPicker carried={conversation.tags} onAdd={add} onRemove={remove} />
    </Flex>
  );
}
