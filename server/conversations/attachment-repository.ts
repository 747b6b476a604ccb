import type { Knex } from 'knex';
import { clip, toBoolean, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { uploadContentId } from '../mail/html/upload-images';
import { ATTACHMENTS } from './tables';

export interface Attachment {
  id: string;
  accountId: string;
  conversationId: string;
  /** Null: uploaded, not sent yet. */
  messageId: string | null;
  position: number;
  name: string;
  type: string;
  size: number;
  inline: boolean;
  contentId: string | null;
  state: 'stored' | 'placeholder' | 'pending';
  reason: string | null;
  fileKey: string | null;
  uploadedBy: number | null;
  /** The provider's id of media, of which a `pending` one is still to be fetched. */
  remoteId?: string | null;
}

interface AttachmentRow {
  document_id: string;
  account_document_id: string;
  conversation_document_id: string;
  message_document_id: string | null;
  position: number | null;
  name: string | null;
  type: string | null;
  size: unknown;
  inline: unknown;
  content_id: string | null;
  state: Attachment['state'];
  reason: string | null;
  file_key: string | null;
  uploaded_by: number | null;
  remote_id: string | null;
}

export interface AttachmentRepository {
  insert(trx: Knex, attachments: Attachment[], now: number): Promise<void>;
  find(id: string): Promise<Attachment | null>;
  ofMessages(messageIds: string[], on?: Knex): Promise<Attachment[]>;
  /**
   * Gives a person's uploads for this conversation to a message. Answers how many were free: fewer than asked for means
   * that one is not theirs, of another conversation, or sent already.
   */
  claim(trx: Knex, ids: string[], messageId: string, conversationId: string, uploadedBy: number): Promise<number>;
  /** The same for pictures that stand in the text, which only pictures may. They become parts with a Content-ID. */
  claimPictures(trx: Knex, ids: string[], place: PicturePlace, uploadedBy: number): Promise<number>;
}

export interface PicturePlace {
  messageId: string;
  conversationId: string;
  /** Of the Content-IDs. */
  domain: string;
}

/** Behind what the person attached, before the pictures of the signature. */
const FIRST_PICTURE = 500;
/** What every mail program draws; a drawing as SVG is a document with scripts. */
const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];

export function createAttachmentRepository(database: Database): AttachmentRepository {
  return {
    async insert(trx, attachments, now) {
      const at = new Date(now);
      for (let index = 0; index < attachments.length; index += 500) {
        await trx(ATTACHMENTS).insert(
          attachments.slice(index, index + 500).map((attachment) => ({
            document_id: attachment.id,
            account_document_id: attachment.accountId,
            conversation_document_id: attachment.conversationId,
            message_document_id: attachment.messageId,
            position: attachment.position,
            name: attachment.name,
            type: clip(attachment.type),
            size: attachment.size,
            inline: attachment.inline,
            content_id: attachment.contentId,
            state: attachment.state,
            reason: attachment.reason,
            file_key: attachment.fileKey,
            uploaded_by: attachment.uploadedBy,
            remote_id: attachment.remoteId ?? null,
            uploaded_at: attachment.uploadedBy === null ? null : now,
            created_at: at,
            updated_at: at,
            published_at: at,
          }))
        );
      }
    },
    async find(id) {
      const row = (await database.knex(ATTACHMENTS).where({ document_id: id }).first()) as AttachmentRow | undefined;
      return row ? toAttachment(row) : null;
    },
    async ofMessages(messageIds, on = database.knex) {
      const rows = (await on(ATTACHMENTS)
        .whereIn('message_document_id', messageIds)
        .orderBy([{ column: 'position' }, { column: 'id' }])) as AttachmentRow[];
      return rows.map(toAttachment);
    },
    async claim(trx, ids, messageId, conversationId, uploadedBy) {
      let claimed = 0;
      for (const [position, id] of ids.entries()) {
        claimed += await trx(ATTACHMENTS)
          .where({
            document_id: id,
            conversation_document_id: conversationId,
            uploaded_by: uploadedBy,
            state: 'stored',
          })
          .whereNull('message_document_id')
          .update({ message_document_id: messageId, position });
      }
      return claimed;
    },
    async claimPictures(trx, ids, { messageId, conversationId, domain }, uploadedBy) {
      let claimed = 0;
      for (const [index, id] of ids.entries()) {
        claimed += await trx(ATTACHMENTS)
          .where({
            document_id: id,
            conversation_document_id: conversationId,
            uploaded_by: uploadedBy,
            state: 'stored',
          })
          .whereNull('message_document_id')
          .whereIn('type', PICTURE_TYPES)
          .update({
            message_document_id: messageId,
            position: FIRST_PICTURE + index,
            inline: true,
            content_id: uploadContentId(id, domain),
          });
      }
      return claimed;
    },
  };
}

const toAttachment = (row: AttachmentRow): Attachment => ({
  id: row.document_id,
  accountId: row.account_document_id,
  conversationId: row.conversation_document_id,
  messageId: row.message_document_id,
  position: row.position ?? 0,
  name: row.name ?? '',
  type: row.type ?? 'application/octet-stream',
  size: toNumber(row.size),
  inline: toBoolean(row.inline),
  contentId: row.content_id,
  state: row.state,
  reason: row.reason,
  fileKey: row.file_key,
  uploadedBy: row.uploaded_by,
  remoteId: row.remote_id,
});
