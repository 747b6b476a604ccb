import type { Knex } from 'knex';
import { invalid } from '../api/errors';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import { createDocumentId } from '../database/document-id';

/**
 * Gives the files of a mail to the one that it goes on with. The bytes stay where they are: both mails are of one
 * conversation, so they go together. A placeholder has nothing to send. `without` stay behind: a file that the writer took
 * out must not go along because its id was wrong, so each has to be one of that mail's.
 */
export async function passOnFiles(
  attachments: AttachmentRepository,
  trx: Knex,
  from: { id: string; html: string | null },
  to: { id: string; conversationId: string },
  without: readonly string[],
  now: number
): Promise<void> {
  const files = await attachments.ofMessages([from.id], trx);
  for (const id of without) {
    const file = files.find((each) => each.id === id);
    if (!file)
      throw invalid('unknown-file', 'withoutFileIds names a file that is not of the mail that goes on.', { id });
    if (file.inline && file.contentId && from.html?.includes(file.contentId))
      throw invalid('picture-in-text', 'A picture that stands in the text of a mail goes on with it.', { id });
  }
  const stored = files.filter(
    ({ id, state, fileKey }) => state === 'stored' && fileKey !== null && !without.includes(id)
  );
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
