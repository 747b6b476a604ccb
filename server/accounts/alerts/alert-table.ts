import type { Knex } from 'knex';
import { toNumberOrNull } from '../../database/columns';
import type { Database } from '../../database/database';
import { TABLE } from '../../database/models';
import { QUIET, type Alert } from './alert';

interface Row {
  account_document_id: string;
  trouble_since: unknown;
  notified_at: unknown;
  sound_since: unknown;
}

/** One row for each account that is or was in trouble. Who writes holds the account's row lock. */
export interface AlertTable {
  all(): Promise<Map<string, Alert>>;
  of(accountId: string, on?: Knex): Promise<Alert>;
  put(trx: Knex, accountId: string, alert: Alert): Promise<void>;
}

export function createAlertTable(database: Database): AlertTable {
  return {
    async all() {
      const rows = (await database.knex(TABLE.alert)) as Row[];
      return new Map(rows.map((row) => [row.account_document_id, toAlert(row)]));
    },
    async of(accountId, on = database.knex) {
      const row = (await on(TABLE.alert).where({ account_document_id: accountId }).first()) as Row | undefined;
      return row ? toAlert(row) : QUIET;
    },
    async put(trx, accountId, { troubleSince, notifiedAt, soundSince }) {
      await trx(TABLE.alert)
        .insert({
          account_document_id: accountId,
          trouble_since: troubleSince,
          notified_at: notifiedAt,
          sound_since: soundSince,
        })
        .onConflict('account_document_id')
        .merge(['trouble_since', 'notified_at', 'sound_since']);
    },
  };
}

const toAlert = (row: Row): Alert => ({
  troubleSince: toNumberOrNull(row.trouble_since),
  notifiedAt: toNumberOrNull(row.notified_at),
  soundSince: toNumberOrNull(row.sound_since),
});
