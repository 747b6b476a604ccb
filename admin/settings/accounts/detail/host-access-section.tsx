import { useGetHostAccessQuery } from '../../../api/host-access';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { HostAccessEditor } from './host-access-editor';

export function HostAccessSection({ accountId }: { accountId: string }) {
  const t = useTranslate();
  // Tokens and roles are made on other pages of the admin, which do not tell this one.
  const { data: access, error, refetch } = useGetHostAccessQuery(accountId, { refetchOnMountOrArgChange: true });
  return (
    <Section title={t('host-access.section')} hint={t('host-access.section.hint')}>
      {error && !access && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !access && <LoadingState />}
      {access && <HostAccessEditor accountId={accountId} access={access} />}
    </Section>
  );
}
