import type { Knex } from 'knex';
import { TABLE } from '../database/models';

const CHUNK = 300;

/** Where conversations went that became part of another. One step always suffices: a merge moves those that led there. */
export async function loadRedirects(on: Knex, tokens: { conversationId: string }[]): Promise<Map<string, string>> {
  const ids = [...new Set(tokens.map(({ conversationId }) => conversationId))];
  const found = new Map<string, string>();
  for (let index = 0; index < ids.length; index += CHUNK) {
    const rows = (await on(TABLE.redirect)
      .whereIn('from_document_id', ids.slice(index, index + CHUNK))
      .select('from_document_id', 'to_document_id')) as { from_document_id: string; to_document_id: string }[];
    for (const row of rows) found.set(row.from_document_id, row.to_document_id);
  }
  return found;
}
