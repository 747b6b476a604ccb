import { Button, Flex } from '@strapi/design-system';
import { VIEW_COUNT_CAP } from '../../../../server/api/contracts/views';
import type { InboxFilters } from '../../../api/inbox';
import { useGetViewsQuery } from '../../../api/views';
import { useTranslate } from '../../../i18n/use-translate';
import { DeleteView } from './delete-view';
import { fromViewFilters, sameFilters } from './view-filters';
import { ViewDialog } from './view-dialog';

interface Props {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

/** A person's own lists, by name and with their counts. The one that is open can be renamed and deleted. */
export function SavedViews({ filters, onChange }: Props) {
  const t = useTranslate();
  const { data: views = [] } = useGetViewsQuery(undefined, { refetchOnMountOrArgChange: true });
  const known = views.map((view) => ({ ...view, meaning: fromViewFilters(view.filters) }));
  const open = known.find(({ meaning }) => sameFilters(meaning, filters));
  if (known.length === 0) return null;
  return (
    <Flex gap={2} wrap="wrap" role="group" aria-label={t('views.label')}>
      {known.map((view) => {
        const active = view.id === open?.id;
        const more = view.count >= VIEW_COUNT_CAP;
        return (
          <Button
            key={view.id}
            size="S"
            variant={active ? 'secondary' : 'tertiary'}
            aria-pressed={active}
            onClick={() => onChange(active ? {} : view.meaning)}
          >
            {t('views.count', {
              name: view.name,
              count: more ? VIEW_COUNT_CAP - 1 : view.count,
              more: more ? 'yes' : 'no',
            })}
          </Button>
        );
      })}
      {open && (
        <>
          <ViewDialog
            view={open}
            filters={filters}
            trigger={
              <Button size="S" variant="ghost">
                {t('views.rename')}
              </Button>
            }
          />
          <DeleteView view={open} />
        </>
      )}
    </Flex>
  );
}
