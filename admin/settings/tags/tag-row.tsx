import { Flex, IconButton, Td, Tr, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import type { ManagedTagDto } from '../../../server/api/contracts/tags';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { TagMark } from '../../tags/tag-mark';
import { DeleteTag } from './delete-tag';
import { TagDialog } from './tag-dialog';

interface Props {
  tag: ManagedTagDto;
  /** All of it in one cell, for a phone. */
  narrow: boolean;
}

export function TagRow({ tag, narrow }: Props) {
  const t = useTranslate();
  const mark = <TagMark tag={tag} />;
  const description = (
    <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
      <ForeignText>{tag.description}</ForeignText>
    </Typography>
  );
  const usage = <Typography variant="pi">{t('tags.usage.count', { count: tag.conversations })}</Typography>;
  return (
    <Tr>
      {narrow ? (
        <Td style={{ whiteSpace: 'normal' }}>
          <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={3} paddingBottom={3} minWidth={0}>
            {mark}
            {description}
            {usage}
          </Flex>
        </Td>
      ) : (
        <>
          <Td>{mark}</Td>
          <Td>{description}</Td>
          <Td>{usage}</Td>
        </>
      )}
      <Td>
        <Flex gap={1} justifyContent="flex-end">
          <TagDialog
            tag={tag}
            trigger={
              <IconButton variant="ghost" label={t('tags.edit', { name: tag.name })}>
                <Pencil />
              </IconButton>
            }
          />
          <DeleteTag tag={tag} />
        </Flex>
      </Td>
    </Tr>
  );
}
