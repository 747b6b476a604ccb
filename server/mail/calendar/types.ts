import type { InvitationDto } from '../../api/contracts/invitations';

/** An invitation as it is stored with its message: the file is named by its place among the attachments. */
export interface Invitation extends Omit<InvitationDto, 'attachmentId'> {
  filePosition: number;
}
