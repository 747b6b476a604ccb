import { useIntl } from 'react-intl';
import { partsUntil } from './relative-parts';
import { useSecondClock } from './use-second-clock';

interface Props {
  /** ISO 8601. */
  at: string;
}

/** "in 5 minutes", "in 20 seconds", then "now" until it has happened. */
export function CountdownText({ at }: Props) {
  const { formatRelativeTime, formatDate } = useIntl();
  const now = useSecondClock();
  const { value, unit } = partsUntil(Date.parse(at) - now);
  return (
    <time dateTime={at} title={formatDate(at, { dateStyle: 'full', timeStyle: 'medium' })}>
      {formatRelativeTime(value, unit, { numeric: 'auto' })}
    </time>
  );
}
