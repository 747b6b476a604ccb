import type { Knex } from 'knex';
import { TABLE } from '../database/models';
import { toDraft, type DraftRow } from './draft-table';
import { joinContents } from './join-contents';

interface Row extends DraftRow {
  id: number;
  user_id: number;
}

/** For the joining of two conversations, in its transaction. */
export async function moveDrafts(trx: Knex, into: string, from: string): Promise<void> {
  const rowsOf = async (id: string) => (await trx(TABLE.draft).where({ conversation_document_id: id })) as Row[];
  const kept = new Map((await rowsOf(into)).map((row) => [row.user_id, row]));
  for (const row of await rowsOf(from)) {
    const there = kept.get(row.user_id);
    if (!there) {
      await trx(TABLE.draft).where({ id: row.id }).update({ conversation_document_id: into });
      continue;
    }
    const both = [toDraft(there), toDraft(row)].filter((draft) => draft !== null).sort((a, b) => a.savedAt - b.savedAt);
    const [older, newer] = both;
    // What this version cannot read gives way to what it can.
    if (!toDraft(there) && toDraft(row)) {
      await trx(TABLE.draft).where({ id: there.id }).delete();
      await trx(TABLE.draft).where({ id: row.id }).update({ conversation_document_id: into });
      continue;
    }
    await trx(TABLE.draft).where({ id: row.id }).delete();
    if (!older || !newer) continue;
    const content = joinContents(older.content, newer.content);
    await trx(TABLE.draft)
      .where({ id: there.id })
      .update({
        content: JSON.stringify(content),
        idempotency_key: content.idempotencyKey,
        revision: Math.max(older.revision, newer.revision) + 1,
        // No page knows both.
        page: null,
        step: null,
      });
  }
}
