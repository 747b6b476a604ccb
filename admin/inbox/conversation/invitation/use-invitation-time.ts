import { useIntl } from 'react-intl';
import type { CalendarTimeDto, InvitationDto } from '../../../../server/api/contracts/invitations';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';

const DAY = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
const MOMENT = { ...DAY, hour: 'numeric', minute: '2-digit' } as const;

/** Clock time of nowhere in particular: read and written as UTC, so that it stays what the sender wrote. */
const asWritten = ({ local }: CalendarTimeDto): Date => new Date(local.length > 10 ? `${local}Z` : `${local}T00:00Z`);

/** When an event is: in the reader's zone where the instant is known, and beside it what the sender wrote. */
export function useInvitationTime(): (invitation: Pick<InvitationDto, 'start' | 'end' | 'allDay'>) => {
  when: string;
  original: string | null;
} {
  const { formatDate, formatDateTimeRange } = useIntl();
  const t = useTranslate();
  return ({ start, end, allDay }) => {
    const inReadersZone = start.at !== null && (end === null || end.at !== null);
    const options = inReadersZone
      ? { ...MOMENT, timeZoneName: 'short' as const }
      : { ...(allDay ? DAY : MOMENT), timeZone: 'UTC' };
    const instant = (time: CalendarTimeDto) => (inReadersZone ? new Date(time.at ?? '') : asWritten(time));
    const from = instant(start);
    const to = end && instant(end);
    const when = to && to > from ? formatDateTimeRange(from, to, options) : formatDate(from, options);
    if (allDay) return { when, original: null };
    if (start.zone === null) return { when, original: inReadersZone ? null : t('invitation.no-zone') };
    const zone = withVisibleCharacters(start.zone);
    if (!inReadersZone) return { when, original: t('invitation.unknown-zone', { zone }) };
    const time = formatDate(asWritten(start), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
    return { when, original: t('invitation.original', { time, zone }) };
  };
}
