import { Button, Flex } from '@strapi/design-system';
import { useGetInboxCountsQuery, type InboxCounts, type InboxFilters } from '../../api/inbox';
import { useTranslate } from '../../i18n/use-translate';

type Quick = keyof InboxCounts;

const MEANING: Record<Quick, InboxFilters> = {
  open: { status: 'open' },
  mine: { status: 'open', assignee: 'me' },
  unassigned: { status: 'open', assignee: 'nobody' },
};
/** The server counts no further. */
const COUNTED_TO = 1_000;
const ORDER: Quick[] = ['open', 'mine', 'unassigned'];

interface Props {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** The three questions of every morning, with their numbers over all accounts. */
export function QuickFilters({ filters, onChange }: Props) {
  const t = useTranslate();
  const { data: counts } = useGetInboxCountsQuery(undefined, { refetchOnMountOrArgChange: true });
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={t('inbox.quick.label')}>
      {ORDER.map((name) => {
        const meaning = MEANING[name];
        const active =
          Object.keys(filters).length === Object.keys(meaning).length &&
          filters.status === meaning.status &&
          filters.assignee === meaning.assignee;
        return (
          <Button
            key={name}
            size="S"
            variant={active ? 'secondary' : 'tertiary'}
            aria-pressed={active}
            onClick={() => onChange(active ? {} : meaning)}
          >
            {counts
              ? t(`inbox.quick.${name}.count`, { count: counts[name], more: counts[name] >= COUNTED_TO ? 'yes' : 'no' })
              : t(`inbox.quick.${name}`)}
          </Button>
        );
      })}
    </Flex>
  );
}
