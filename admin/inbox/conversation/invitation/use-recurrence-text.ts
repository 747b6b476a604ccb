import { useIntl } from 'react-intl';
import type { RecurrenceDto } from '../../../../server/api/contracts/invitations';
import { useTranslate } from '../../../i18n/use-translate';

/** 1 January 2024 was a Monday. */
const weekday = (day: number): Date => new Date(Date.UTC(2024, 0, day));

/** How an event repeats, in a sentence. */
export function useRecurrenceText(): (recurrence: RecurrenceDto) => string {
  const { formatDate, formatList } = useIntl();
  const t = useTranslate();
  return ({ frequency, interval, weekdays, count, until }) => {
    const days = formatList(
      weekdays.map((day) => formatDate(weekday(day), { weekday: 'long', timeZone: 'UTC' })),
      { type: 'conjunction' }
    );
    const rule =
      frequency === 'weekly' && weekdays.length > 0
        ? t('invitation.repeats.on-days', { interval, days })
        : t(`invitation.repeats.${frequency}`, { interval });
    if (until !== null) {
      const date = formatDate(new Date(`${until}T00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
      return t('invitation.repeats.until', { rule, date });
    }
    return count === null ? rule : t('invitation.repeats.count', { rule, count });
  };
}
