import { Typography } from '@strapi/design-system';
import { useGetHealthQuery } from '../../../api/health';
import { InstantText } from '../../../components/instant-text';
import { usePageVisible } from '../../../components/use-page-visible';
import { useTranslate } from '../../../i18n/use-translate';

export function LastSuccess({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const visible = usePageVisible();
  const { data: health, isError } = useGetHealthQuery(accountId, { pollingInterval: visible ? 15_000 : 0 });
  if (isError && !health) return <Typography textColor="danger600">{t('health.unavailable')}</Typography>;
  return (
    <Typography>
      {health?.lastSuccessAt ? <InstantText at={health.lastSuccessAt} /> : health ? t('health.never') : ''}
    </Typography>
  );
}
