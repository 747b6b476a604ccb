import { TextButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { InboxFilters } from '../../../api/inbox';
import { useGetViewsQuery } from '../../../api/views';
import { useTranslate } from '../../../i18n/use-translate';
import { fromViewFilters, sameFilters } from './view-filters';
import { ViewDialog } from './view-dialog';

/** Offered for filters that no view has yet. */
export function SaveView({ filters }: { filters: InboxFilters }) {
  const t = useTranslate();
  const { data: views } = useGetViewsQuery();
  if (!views || views.some((view) => sameFilters(fromViewFilters(view.filters), filters))) return null;
  return <ViewDialog filters={filters} trigger={<TextButton startIcon={<Plus />}>{t('views.save')}</TextButton>} />;
}
