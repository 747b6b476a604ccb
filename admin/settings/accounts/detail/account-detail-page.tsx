import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { useGetAccountQuery } from '../../../api/accounts';
import { useGetHealthQuery } from '../../../api/health';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { usePageVisible } from '../../../components/use-page-visible';
import { ACCOUNT_PATHS } from '../account-paths';
import { SignaturesSection } from '../signatures/signatures-section';
import { WideBackButton } from '../wide-back-button';
import { NumberSections } from '../whatsapp/detail/number-sections';
import { AccountActions } from './account-actions';
import { ActivitySection } from './activity-section';
import { AnswersSection } from './answers-section';
import { AuthorisedSection } from './authorised-section';
import { HealthSection } from './health-section';
import { HostAccessSection } from './host-access-section';
import { LedgerSection } from './ledger-section';
import { QuarantineSection } from './quarantine-section';

export function AccountDetailPage() {
  const { accountId = '' } = useParams<{ accountId: string }>();
  const visible = usePageVisible();
  const account = useGetAccountQuery(accountId);
  const health = useGetHealthQuery(accountId, {
    pollingInterval: visible ? 5_000 : 0,
    refetchOnMountOrArgChange: true,
  });

  if (account.error && !account.data)
    return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data) return <Page.Loading />;

  // The health is polled, the account is not: what both say about the state, the health says later.
  const state = health.data?.state ?? account.data.state;
  return (
    <Page.Main>
      <Layouts.Header
        title={account.data.name}
        subtitle={account.data.address}
        navigationAction={<WideBackButton fallback={ACCOUNT_PATHS.list} />}
        primaryAction={<AccountActions account={account.data} state={state} />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {health.error && !health.data && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
          {!health.data && !health.error && <LoadingState />}
          {health.data && <HealthSection account={account.data} health={health.data} unreachable={health.isError} />}
          {account.data.kind === 'whatsapp-cloud' && <NumberSections account={account.data} />}
          {health.data && <LedgerSection accountId={accountId} health={health.data} />}
          <AuthorisedSection accountId={accountId} />
          <HostAccessSection accountId={accountId} />
          {account.data.kind === 'imap' && <SignaturesSection account={account.data} />}
          <AnswersSection account={account.data} />
          <QuarantineSection accountId={accountId} quarantined={health.data?.ledger.quarantined} />
          <ActivitySection accountId={accountId} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
