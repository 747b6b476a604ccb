import { Typography } from '@strapi/design-system';
import { useGetAccountContentsQuery } from '../../../api/journal';
import { ErrorState } from '../../../components/error-state';
import { useTranslate } from '../../../i18n/use-translate';

/** Counted when the dialog opens, since mail comes in all the time. */
export function DeletionCounts({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const { data, error, refetch } = useGetAccountContentsQuery(accountId, { refetchOnMountOrArgChange: true });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Typography fontWeight="bold">
      {data ? t('account.delete.counts', { ...data }) : t('account.delete.counting')}
    </Typography>
  );
}
