import type { AttachmentDto } from '../../../server/api/contracts/inbox';

/** Pictures that a browser draws as pictures and nothing else: no SVG, whose drawing is a document of its own. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

export const isPicture = ({ type }: Pick<AttachmentDto, 'type'>): boolean => PICTURES.has(type.toLowerCase());

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
