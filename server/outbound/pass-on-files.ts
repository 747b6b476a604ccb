import type { Knex } from 'knex';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import { createDocumentId } from '../database/document-id';

/**
 * Gives the files of a mail to the one that it goes on with. The bytes stay where they are: both mails are of one
 * conversation, so they go together. A placeholder has nothing to send.
 */
export async function passOnFiles(
  attachments: AttachmentRepository,
  trx: Knex,
  from: { id: string },
  to: { id: string; conversationId: string },
  now: number
): Promise<void> {
  const files = await attachments.ofMessages([from.id], trx);
  const stored = files.filter(({ state, fileKey }) => state === 'stored' && fileKey !== null);
  await attachments.insert(
    trx,
    stored.map((file) => ({
      ...file,
      id: createDocumentId(),
      messageId: to.id,
      conversationId: to.conversationId,
      uploadedBy: null,
      position: 1_000 + file.position,
    })),
    now
  );
}
