import type { MessageDto } from '../../../../server/api/contracts/inbox';
import type { InvitationDto } from '../../../../server/api/contracts/invitations';

/** An invitation and the mail that brought it. */
export interface Sent {
  message: Pick<MessageDto, 'id' | 'from' | 'unverifiedSender'>;
  invitation: InvitationDto;
}

const isSame = (a: string, b: string): boolean => a !== '' && a.toLowerCase() === b.toLowerCase();
const organiserOf = ({ invitation }: Sent): string => invitation.organiser?.address ?? '';

/**
 * May this mail change or cancel that event? The file of a mail says whatever its sender likes, so its own ORGANIZER and
 * SENT-BY prove nothing (RFC 5546 section 6.1.1): the mail has to come from whom the earlier invitation named, which is
 * its organiser or who wrote in the organiser's name then. An event without an organiser is its sender's.
 */
export function mayChange(later: Sent, earlier: Sent): boolean {
  if (later.message.unverifiedSender) return false;
  const { organiser } = earlier.invitation;
  const from = later.message.from.address;
  if (!organiser?.address) return organiserOf(later) === '' && isSame(from, earlier.message.from.address);
  if (!isSame(organiserOf(later), organiser.address)) return false;
  return isSame(from, organiser.address) || isSame(from, organiser.sentBy);
}

/** Does the mail come from whom its own file names? Who names nobody speaks for nobody else. */
export function isFromItsOrganiser({ message, invitation }: Sent): boolean {
  const { organiser } = invitation;
  if (!organiser?.address) return true;
  return isSame(message.from.address, organiser.address) || isSame(message.from.address, organiser.sentBy);
}

/** An answer is the answer of the one attendee that it names, and of nobody else (RFC 5546 section 3.2.3). */
export function isFromItsAttendee({ message, invitation }: Sent): boolean {
  const [person, ...others] = invitation.attendees;
  return person !== undefined && others.length === 0 && isSame(message.from.address, person.address);
}
