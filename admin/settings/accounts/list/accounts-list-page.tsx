import { LinkButton } from '@strapi/design-system';
import { Mail, Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';
import { useGetAccountsQuery } from '../../../api/accounts';
import { EmptyState } from '../../../components/empty-state';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { TroublesNotice } from '../troubles-notice';
import { AccountsTable } from './accounts-table';

export function AccountsListPage() {
  const t = useTranslate();
  const { data: accounts, error, isLoading, refetch } = useGetAccountsQuery();
  const connect = (
    <LinkButton tag={NavLink} to={ACCOUNT_PATHS.create} startIcon={<Plus />}>
      {t('accounts.connect')}
    </LinkButton>
  );
  return (
    <Page.Main>
      <Layouts.Header
        title={t('accounts.title')}
        subtitle={t('accounts.subtitle')}
        primaryAction={accounts && accounts.length > 0 ? connect : undefined}
      />
      <Layouts.Content>
        <TroublesNotice />
        {isLoading && <LoadingState />}
        {error && !accounts && <ErrorState error={error} onRetry={() => void refetch()} />}
        {accounts?.length === 0 && (
          <EmptyState
            icon={<Mail width="4.8rem" height="4.8rem" />}
            title={t('accounts.empty.title')}
            hint={t('accounts.empty.hint')}
            action={connect}
          />
        )}
        {accounts && accounts.length > 0 && <AccountsTable accounts={accounts} />}
      </Layouts.Content>
    </Page.Main>
  );
}
