import { Button, Table, Tbody, Th, Thead, Tr, Typography, VisuallyHidden } from '@strapi/design-system';
import { Plus, PriceTag } from '@strapi/icons';
import { Layouts, Page, useIsMobile } from '@strapi/strapi/admin';
import { useGetManagedTagsQuery } from '../../api/tags';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useTranslate } from '../../i18n/use-translate';
import { TagDialog } from './tag-dialog';
import { TagRow } from './tag-row';

export function TagsList() {
  const t = useTranslate();
  const narrow = useIsMobile();
  const {
    data: tags,
    error,
    isLoading,
    refetch,
  } = useGetManagedTagsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const create = <TagDialog trigger={<Button startIcon={<Plus />}>{t('tags.new')}</Button>} />;
  const columns = narrow ? [t('tags.title')] : [t('tags.name'), t('tags.description'), t('tags.usage')];
  return (
    <Page.Main>
      <Layouts.Header
        title={t('tags.title')}
        subtitle={t('tags.subtitle')}
        primaryAction={tags && tags.length > 0 ? create : undefined}
      />
      <Layouts.Content>
        {isLoading && <LoadingState />}
        {error && !tags && <ErrorState error={error} onRetry={() => void refetch()} />}
        {tags?.length === 0 && (
          <EmptyState
            icon={<PriceTag width="4.8rem" height="4.8rem" />}
            title={t('tags.empty.title')}
            hint={t('tags.empty.hint')}
            action={create}
          />
        )}
        {tags && tags.length > 0 && (
          <Table colCount={columns.length + 1} rowCount={tags.length + 1}>
            <Thead>
              <Tr>
                {columns.map((column) => (
                  <Th key={column}>
                    <Typography variant="sigma">{column}</Typography>
                  </Th>
                ))}
                <Th>
                  <VisuallyHidden>{t('accounts.actions')}</VisuallyHidden>
                </Th>
              </Tr>
            </Thead>
            <Tbody>
              {tags.map((tag) => (
                <TagRow key={tag.id} tag={tag} narrow={narrow} />
              ))}
            </Tbody>
          </Table>
        )}
      </Layouts.Content>
    </Page.Main>
  );
}
