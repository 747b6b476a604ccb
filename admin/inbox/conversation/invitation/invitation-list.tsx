import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { InvitationCard } from './invitation-card';

/** One card for each; a mail nearly always has one. */
export function InvitationList({ message }: { message: MessageDto }) {
  return message.invitations.map((invitation, index) => (
    <InvitationCard
      key={index}
      message={message}
      invitation={invitation}
      file={message.attachments.find(({ id }) => id === invitation.attachmentId)}
    />
  ));
}
