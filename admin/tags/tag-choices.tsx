import { Box, Flex, TextInput, Typography } from '@strapi/design-system';
import { Check, Plus } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import { MAX_TAG_NAME } from '../../server/tags/palette';
import type { TagDto } from '../../server/api/contracts/tags';
import { useGetTagsQuery } from '../api/tags';
import { Choice, useChoiceKeys } from '../components/choice';
import { ErrorState } from '../components/error-state';
import { LoadingState } from '../components/loading-state';
import { useTranslate } from '../i18n/use-translate';
import { matchingTags } from './matching-tags';
import { TagMark } from './tag-mark';

const TagChoice = styled(Choice)`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
`;

interface Props {
  chosen: readonly string[];
  onChoose: (tag: TagDto, on: boolean) => void;
  /** Missing: only tags that exist. */
  onCreate?: (name: string) => void;
}

/** All tags by name, narrowed by what is typed. Arrow keys walk, Enter chooses; typing goes on in between. */
export function TagChoices({ chosen, onChoose, onCreate }: Props) {
  const t = useTranslate();
  const [text, setText] = useState('');
  const { list, walk, takeFirst } = useChoiceKeys();
  const { data: tags, error, refetch } = useGetTagsQuery(undefined, { refetchOnMountOrArgChange: true });
  const { found, isNew } = matchingTags(tags ?? [], text);

  const create = () => {
    onCreate?.(text.trim());
    setText('');
  };
  return (
    <Box padding={2} width="26rem" maxWidth="80vw" onKeyDown={walk}>
      <TextInput
        size="S"
        aria-label={t(onCreate ? 'tags.search' : 'tags.filter.search')}
        placeholder={t(onCreate ? 'tags.search' : 'tags.filter.search')}
        maxLength={MAX_TAG_NAME}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={takeFirst}
      />
      <Box paddingTop={2} maxHeight="26rem" overflow="auto" ref={list}>
        {!tags && !error && <LoadingState />}
        {error && !tags && <ErrorState error={error} onRetry={() => void refetch()} />}
        {found.map((tag) => {
          const on = chosen.includes(tag.id);
          return (
            <TagChoice key={tag.id} type="button" aria-pressed={on} onClick={() => onChoose(tag, !on)}>
              <Flex minWidth={0}>
                <TagMark tag={tag} />
              </Flex>
              {on && <Check aria-hidden />}
            </TagChoice>
          );
        })}
        {tags && onCreate && isNew && (
          <TagChoice type="button" onClick={create}>
            <span>{t('tags.create', { name: text.trim() })}</span>
            <Plus aria-hidden />
          </TagChoice>
        )}
        {tags && found.length === 0 && !(onCreate && isNew) && (
          <Typography variant="pi" textColor="neutral600">
            {t(tags.length === 0 ? 'tags.none' : 'tags.no-match')}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
