import { createHash } from 'node:crypto';
import { normaliseMessageId } from './message-ids';

export { messageIdKey } from './message-ids';

export interface MailContent {
  messageId: string | null;
  /** Addresses and raw date as they stand in the header: a hash needs no meaning, only that a copy has the same. */
  from: string;
  date: string;
  subject: string;
  /** Decoded texts in order. */
  bodies: string[];
  /** sha256 hex of each decoded attachment, in order. */
  attachments: string[];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/**
 * What makes a mail the same mail wherever it lies: not its folder or UID, which change when it is moved or uploaded
 * again, and not its Message-ID alone, which broken senders use twice. Transfer encodings, line ends and trailing white
 * space may differ between copies, so only decoded content counts.
 */
export function identityKey(mail: MailContent): string {
  return sha256(
    JSON.stringify([
      'v1',
      mail.messageId === null ? '' : normaliseMessageId(mail.messageId),
      squeeze(mail.from).toLowerCase(),
      squeeze(mail.date),
      squeeze(mail.subject),
      mail.bodies.map((body) => sha256(body.replace(/\r/g, '').trimEnd())),
      mail.attachments,
    ])
  );
}
