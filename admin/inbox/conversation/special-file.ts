import type { AttachmentDto } from '../../../server/api/contracts/inbox';

const TNEF = new Set(['application/ms-tnef', 'application/vnd.ms-tnef']);

/** Outlook's own wrapping of formatting and files, which no other program opens. */
export const isOutlookWrapping = ({ name, type }: Pick<AttachmentDto, 'name' | 'type'>): boolean =>
  TNEF.has(type.toLowerCase()) || /^winmail\.dat$/i.test(name.trim());
