import { useGetAuthorisedUsersQuery } from '../../../api/authorised-users';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { AuthorisedEditor } from './authorised-editor';

export function AuthorisedSection({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const { data: users, error, refetch } = useGetAuthorisedUsersQuery(accountId);
  return (
    <Section title={t('authorised.section')} hint={t('authorised.section.hint')}>
      {error && !users && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !users && <LoadingState />}
      {users && <AuthorisedEditor accountId={accountId} users={users} />}
    </Section>
  );
}
