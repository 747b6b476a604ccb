import type { InvitationDto } from '../../../../server/api/contracts/invitations';

/**
 * Which of two says the later word on one event: the higher SEQUENCE, then the younger DTSTAMP (RFC 5546 section 2.1.4).
 * Never the order of arrival, since mails overtake each other. 0: that cannot be told.
 */
export function compareVersions(a: InvitationDto, b: InvitationDto): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  if (a.stamp !== null && b.stamp !== null && a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1;
  return 0;
}

/** Some programs cancel without a new number, and some without a new time: then the cancellation holds. */
export function isLaterWord(later: InvitationDto, earlier: InvitationDto): boolean {
  const order = compareVersions(later, earlier);
  return order > 0 || (order === 0 && later.method === 'cancel' && earlier.method !== 'cancel');
}

/** What a reader would notice. An invitation is often sent again as it was, to one person more. */
export const saysTheSameEvent = (a: InvitationDto, b: InvitationDto): boolean => essence(a) === essence(b);

const essence = ({ method, summary, location, start, end, recurrence, organiser }: InvitationDto): string =>
  JSON.stringify([method === 'cancel', summary, location, start, end, recurrence, organiser?.address ?? '']);
