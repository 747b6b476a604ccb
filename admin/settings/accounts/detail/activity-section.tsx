import { Flex, Typography } from '@strapi/design-system';
import { useGetAuditQuery } from '../../../api/audit';
import { ErrorState } from '../../../components/error-state';
import { LoadingState } from '../../../components/loading-state';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { ActivityEntry } from './activity-entry';

export function ActivitySection({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const { data: entries, error, refetch } = useGetAuditQuery(accountId);
  return (
    <Section title={t('activity.title')} hint={t('activity.hint')}>
      {error && !entries && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !entries && <LoadingState />}
      {entries?.length === 0 && <Typography textColor="neutral600">{t('activity.empty')}</Typography>}
      {entries && entries.length > 0 && (
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
          {entries.map((entry) => (
            <ActivityEntry key={entry.id} entry={entry} />
          ))}
        </Flex>
      )}
    </Section>
  );
}
