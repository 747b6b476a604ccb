import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { isPicture } from '../media/shown-as';

/** The stored picture that a `cid:` of the mail names. */
export const inlinePicture = (attachments: AttachmentDto[], contentId: string): AttachmentDto | undefined =>
  attachments.find(
    (attachment) => attachment.contentId === contentId && attachment.state === 'stored' && isPicture(attachment)
  );

/** Is it shown inside the mail, so that the list of files need not repeat it? */
export function isShownInline(attachment: AttachmentDto, html: string | null): boolean {
  const { contentId } = attachment;
  return attachment.inline && html !== null && contentId !== null && isPicture(attachment) && html.includes(contentId);
}
