import { Flex, Typography } from '@strapi/design-system';
import type { ConversationTagDto } from '../../../server/api/contracts/tags';
import { useTranslate } from '../../i18n/use-translate';
import { TagMark } from '../../tags/tag-mark';

/** A row has one line for them. */
const SHOWN = 3;

export function RowTags({ tags }: { tags: ConversationTagDto[] }) {
  const t = useTranslate();
  if (tags.length === 0) return null;
  const more = tags.length - SHOWN;
  return (
    <Flex gap={1} minWidth={0} overflow="hidden">
      {tags.slice(0, SHOWN).map((tag) => (
        <TagMark key={tag.id} tag={tag} />
      ))}
      {more > 0 && (
        <Typography variant="pi" textColor="neutral600" style={{ flexShrink: 0 }}>
          {t('tags.more', { count: more })}
        </Typography>
      )}
    </Flex>
  );
}
