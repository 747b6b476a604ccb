import type { Knex } from 'knex';
import { MESSAGES } from '../conversations/tables';
import { TABLE } from '../database/models';

/** A message says something else now: its conversation is put into the search as a whole. */
export async function searchAnew(trx: Knex, messageId: string): Promise<void> {
  const row = (await trx(MESSAGES).where({ document_id: messageId }).first('conversation_document_id')) as
    { conversation_document_id: string } | undefined;
  if (row) await trx(TABLE.searchJournal).insert({ ...row, entire: 1 });
}
