import { Button, Flex } from '@strapi/design-system';
import type { InboxFilters } from '../../api/inbox';
import { useTranslate } from '../../i18n/use-translate';

const CHIPS = ['unread', 'waiting', 'failed'] as const;

interface Props {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** Filters that are on or off. Whoever waits longest stands first while that one is on. */
export function FilterChips({ filters, onChange }: Props) {
  const t = useTranslate();
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={t('inbox.chips.label')}>
      {CHIPS.map((name) => {
        const on = filters[name] === 'true';
        return (
          <Button
            key={name}
            size="S"
            variant={on ? 'secondary' : 'tertiary'}
            aria-pressed={on}
            onClick={() => onChange({ ...filters, [name]: on ? undefined : 'true' })}
          >
            {t(`inbox.chips.${name}`)}
          </Button>
        );
      })}
    </Flex>
  );
}
