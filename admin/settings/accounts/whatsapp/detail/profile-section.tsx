import { useGetNumberProfileQuery } from '../../../../api/whatsapp-number';
import { ErrorState } from '../../../../components/error-state';
import { LoadingState } from '../../../../components/loading-state';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { PictureField } from './picture-field';
import { ProfileForm } from './profile-form';

/** What customers read about the business in WhatsApp. It is kept at Meta alone. */
export function ProfileSection({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const { data, error, isFetching, refetch } = useGetNumberProfileQuery(accountId);
  return (
    <Section title={t('whatsapp.profile')} hint={t('whatsapp.profile.hint')}>
      {!data && isFetching && <LoadingState />}
      {!data && !isFetching && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <PictureField accountId={accountId} />}
      {data && <ProfileForm key={JSON.stringify(data)} accountId={accountId} profile={data} />}
    </Section>
  );
}
