import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise, Feather, Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { useSyncTemplatesMutation } from '../../api/templates';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { EVERYTHING, filterTemplates } from './template-filters';
import { TemplateFiltersBar } from './template-filters-bar';
import { newTemplatePath } from './templates-paths';
import { useFollowedTemplates } from './use-followed-templates';
import { TemplatesTable } from './templates-table';

export function TemplatesListPage() {
  const t = useTranslate();
  const [filters, setFilters] = useState(EVERYTHING);
  const { data: templates, error, refetch } = useFollowedTemplates();
  const notify = useNotify();
  const [sync, { isLoading: syncing }] = useSyncTemplatesMutation();
  const readAgain = async () => {
    const answer = await sync();
    if ('error' in answer) notify.failed(answer.error);
    else if (answer.data.accounts === 0) notify.done(t('templates.sync.none'));
    else notify.done(t('templates.sync.begun'));
  };
  const create = (
    <Flex gap={2} wrap="wrap">
      {(['email', 'whatsapp'] as const).map((medium) => (
        <Button
          key={medium}
          tag={NavLink}
          to={newTemplatePath(medium)}
          variant={medium === 'email' ? 'default' : 'secondary'}
          startIcon={<Plus />}
        >
          {t(`templates.new.${medium}`)}
        </Button>
      ))}
    </Flex>
  );
  const found = filterTemplates(templates ?? [], filters);
  return (
    <Page.Main>
      <Layouts.Header
        title={t('templates.title')}
        subtitle={t('templates.subtitle')}
        primaryAction={templates && templates.length > 0 ? create : undefined}
      />
      <Layouts.Content>
        {error && !templates && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !templates && <LoadingState />}
        {templates?.length === 0 && (
          <EmptyState
            icon={<Feather width="4.8rem" height="4.8rem" />}
            title={t('templates.empty.title')}
            hint={t('templates.empty.hint')}
            action={create}
          />
        )}
        {templates && templates.length > 0 && (
          <Flex direction="column" alignItems="stretch" gap={4}>
            <TemplateFiltersBar templates={templates} filters={filters} onChange={setFilters}>
              <Button
                size="S"
                variant="tertiary"
                startIcon={<ArrowClockwise />}
                loading={syncing}
                onClick={() => void readAgain()}
              >
                {t('templates.sync')}
              </Button>
            </TemplateFiltersBar>
            {found.length > 0 ? (
              <TemplatesTable templates={found} />
            ) : (
              <EmptyState title={t('templates.no-match.title')} hint={t('templates.no-match.hint')} />
            )}
          </Flex>
        )}
      </Layouts.Content>
    </Page.Main>
  );
}
