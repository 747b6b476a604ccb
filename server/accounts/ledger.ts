import type { LedgerDto } from '../api/contracts/accounts';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

/** Counts the journal: nothing is kept beside it that could drift from it. */
export async function readLedger(database: Database, accountId: string): Promise<LedgerDto> {
  const rows = (await database
    .knex(TABLE.journal)
    .where({ account_document_id: accountId })
    .groupBy('state')
    .select('state')
    .count({ count: '*' })) as unknown as { state: string; count: number | string }[];
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    received: rows.reduce((sum, row) => sum + Number(row.count), 0),
    stored: of('stored'),
    duplicate: of('duplicate'),
    ignored: of('ignored'),
    quarantined: of('quarantined'),
    pending: of('pending'),
  };
}
