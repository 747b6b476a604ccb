import { useIntl } from 'react-intl';
import { relativeParts } from '../../../components/relative-parts';
import { useTranslate } from '../../../i18n/use-translate';

/** How far behind the mailbox we are. */
export function LagText({ seconds }: { seconds: number | null }) {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  if (seconds === null) return <>{t('health.lag.unknown')}</>;
  const { value, unit } = relativeParts(seconds * 1000);
  return (
    <>{formatNumber(unit === 'second' ? Math.round(seconds) : value, { style: 'unit', unit, unitDisplay: 'long' })}</>
  );
}
