import { ATTACHMENTS } from '../conversations/tables';
import type { Database } from '../database/database';
import type { FileStore } from './file-store';

const KEEP_MS = 7 * 24 * 3600_000;
const BATCH = 200;

/** Removes files that somebody added to an answer and never sent. */
export async function removeAbandonedUploads(database: Database, files: FileStore, now: number): Promise<number> {
  const rows = (await database
    .knex(ATTACHMENTS)
    .whereNull('message_document_id')
    .where('uploaded_at', '<', now - KEEP_MS)
    .limit(BATCH)
    .select('id', 'file_key')) as { id: number; file_key: string | null }[];
  for (const row of rows) {
    // Claimed by a message since it was read: then it stays.
    const removed = await database.knex(ATTACHMENTS).where({ id: row.id }).whereNull('message_document_id').delete();
    if (removed === 1 && row.file_key) await files.remove(row.file_key);
  }
  return rows.length;
}
