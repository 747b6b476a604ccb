import { useIntl } from 'react-intl';
import { useMinuteClock } from './use-minute-clock';
import { relativeParts } from './relative-parts';

interface Props {
  /** ISO 8601. */
  at: string;
}

/** "5 minutes ago", with the exact time on hover and for machines. */
export function InstantText({ at }: Props) {
  const { formatRelativeTime, formatDate } = useIntl();
  const now = useMinuteClock();
  const { value, unit } = relativeParts(Date.parse(at) - now);
  return (
    <time dateTime={at} title={formatDate(at, { dateStyle: 'full', timeStyle: 'medium' })}>
      {formatRelativeTime(value, unit, { numeric: 'auto' })}
    </time>
  );
}
