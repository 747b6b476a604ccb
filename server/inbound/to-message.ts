import type { Account } from '../accounts/account';
import type { Attachment } from '../conversations/attachment-repository';
import type { NewMessage } from '../conversations/message';
import { createDocumentId } from '../database/document-id';
import type { StoredFile } from '../files/file-store';
import type { ParsedMail } from '../mail/types';
import { directionOf, UNKNOWN_SENDER } from './counterpart';
import type { JournalEntry } from './journal';

interface Place {
  id: string;
  account: Account;
  conversationId: string;
  threadReason: string;
  unverifiedSender: boolean;
}

export function toNewMessage(
  { id, account, conversationId, threadReason, unverifiedSender }: Place,
  entry: JournalEntry,
  mail: ParsedMail
): NewMessage {
  const direction = directionOf(entry.role);
  return {
    id,
    accountId: account.id,
    conversationId,
    direction,
    kind: 'message',
    status: direction === 'inbound' ? 'received' : 'sent',
    error: null,
    from: mail.from ?? UNKNOWN_SENDER,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    bcc: [],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    hasRemoteImages: mail.hasRemoteImages,
    receivedAt: entry.receivedAt,
    dateHeader: mail.date,
    externalId: mail.messageId ?? '',
    identityKey: mail.identityKey,
    idempotencyKey: null,
    author: null,
    imported: entry.backfill,
    unverifiedSender,
    automatic: mail.automatic !== null,
    threadReason,
    recipients: [],
    rawKey: entry.rawKey,
    references: { inReplyTo: mail.inReplyTo[0] ?? null, references: mail.references.slice(-60) },
    event: null,
    invitations: mail.invitations,
    notices: mail.notices,
  };
}

export function toAttachments(
  { id, account, conversationId }: Place,
  mail: ParsedMail,
  files: (StoredFile | null)[]
): Attachment[] {
  return mail.attachments.map((attachment, position) => ({
    id: createDocumentId(),
    accountId: account.id,
    conversationId,
    messageId: id,
    position,
    name: attachment.name,
    type: attachment.type,
    size: attachment.size,
    inline: attachment.inline,
    contentId: attachment.contentId,
    state: files[position] ? 'stored' : 'placeholder',
    reason: attachment.reason,
    fileKey: files[position]?.key ?? null,
    uploadedBy: null,
  }));
}
