import type { Knex } from 'knex';
import { ATTACHMENTS } from '../conversations/tables';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { FileStore } from './file-store';

const KEEP_MS = 7 * 24 * 3600_000;
const BATCH = 200;

/** Removes files that somebody added to an answer and never sent. What a draft holds stays as long as the draft. */
export async function removeAbandonedUploads(database: Database, files: FileStore, now: number): Promise<number> {
  const rows = (await database
    .knex(ATTACHMENTS)
    .whereNull('message_document_id')
    .where('uploaded_at', '<', now - KEEP_MS)
    .whereNotExists(heldByDraft(database))
    .limit(BATCH)
    .select('id', 'file_key')) as { id: number; file_key: string | null }[];
  for (const row of rows) {
    // Claimed by a message since it was read: then it stays.
    const removed = await database
      .knex(ATTACHMENTS)
      .where({ id: row.id })
      .whereNull('message_document_id')
      .whereNotExists(heldByDraft(database))
      .delete();
    if (removed === 1 && row.file_key) await files.remove(row.file_key);
  }
  return rows.length;
}

/** At most one row by its unique key, so that looking into its text costs little. */
const heldByDraft =
  ({ dialect }: Database) =>
  (query: Knex.QueryBuilder): void => {
    void query
      .select('d.id')
      .from({ d: TABLE.draft })
      .whereRaw('?? = ??', ['d.conversation_document_id', `${ATTACHMENTS}.conversation_document_id`])
      .whereRaw('?? = ??', ['d.user_id', `${ATTACHMENTS}.uploaded_by`])
      .whereRaw(`${dialect === 'postgres' ? 'strpos' : 'instr'}(??, ??) > 0`, [
        'd.content',
        `${ATTACHMENTS}.document_id`,
      ]);
  };
