import { Box, Button, Flex, Popover, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { PriceTag } from '@strapi/icons';
import type { InboxFilters } from '../../api/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { TagChoices } from '../../tags/tag-choices';
import { tagIdsOf, withTags } from './tags-of-filters';

interface Props {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** Conversations with any or all of some tags, or with none at all. */
export function TagFilter({ filters, onChange }: Props) {
  const t = useTranslate();
  const ids = tagIdsOf(filters);
  const untagged = filters.tagMode === 'none';
  const label =
    ids.length > 0
      ? t('inbox.filter.tags.count', { count: ids.length })
      : t(untagged ? 'inbox.filter.tags.none' : 'inbox.filter.tags');
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button size="S" variant={ids.length > 0 || untagged ? 'secondary' : 'tertiary'} startIcon={<PriceTag />}>
          {label}
        </Button>
      </Popover.Trigger>
      <Popover.Content side="bottom" align="start">
        <TagChoices
          chosen={ids}
          onChoose={({ id }, on) =>
            onChange(withTags(filters, on ? [...ids, id] : ids.filter((other) => other !== id)))
          }
        />
        <Flex direction="column" alignItems="stretch" gap={2} padding={2} paddingTop={0}>
          {ids.length > 1 && (
            <Box>
              <SingleSelect
                size="S"
                aria-label={t('inbox.filter.tags.mode')}
                value={filters.tagMode ?? 'any'}
                onChange={(mode) => onChange({ ...filters, tagMode: mode === 'all' ? 'all' : undefined })}
              >
                <SingleSelectOption value="any">{t('inbox.filter.tags.any')}</SingleSelectOption>
                <SingleSelectOption value="all">{t('inbox.filter.tags.all')}</SingleSelectOption>
              </SingleSelect>
            </Box>
          )}
          <Button
            size="S"
            variant={untagged ? 'secondary' : 'tertiary'}
            aria-pressed={untagged}
            onClick={() => onChange({ ...filters, tag: undefined, tagMode: untagged ? undefined : 'none' })}
          >
            {t('inbox.filter.tags.none')}
          </Button>
        </Flex>
      </Popover.Content>
    </Popover.Root>
  );
}
