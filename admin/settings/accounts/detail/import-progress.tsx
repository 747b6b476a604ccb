import { Flex, ProgressBar, Typography } from '@strapi/design-system';
import type { HealthDto } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';

/** The first import; nothing once it is done. */
export function ImportProgress({ progress }: { progress: HealthDto['import'] }) {
  const t = useTranslate();
  const { done, imported, total } = progress;
  if (done) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="status">
      <Typography>
        {total === null ? t('health.import.counting', { imported }) : t('health.import.running', { imported, total })}
      </Typography>
      {total !== null && total > 0 && (
        <ProgressBar value={Math.min(100, Math.round((imported / total) * 100))} aria-label={t('health.import')} />
      )}
    </Flex>
  );
}
