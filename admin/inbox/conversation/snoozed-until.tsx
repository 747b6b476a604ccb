import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Instant } from '../../../server/api/contracts/common';
import { useTranslate } from '../../i18n/use-translate';

/** When a conversation that was put off comes back by itself. */
export function SnoozedUntil({ at }: { at: Instant }) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  return (
    <Typography variant="pi" textColor="neutral600" style={{ paddingInlineStart: '0.8rem' }}>
      {t('later.snoozed-until', { at: formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }) })}
    </Typography>
  );
}
