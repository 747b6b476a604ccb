import type { Knex } from 'knex';
import { fromJson, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { Person } from '../security/scope';

export interface AuditEntry {
  id: number;
  at: number;
  actor: Person | null;
  action: string;
  details: Record<string, unknown>;
}

/** Who changed what, written in the transaction of the change. There is no way to change or remove an entry. */
export interface Audit {
  write(
    trx: Knex,
    /** Null: of what no account owns. */
    accountId: string | null,
    actor: Person | null,
    action: string,
    details: Record<string, unknown>,
    now: number
  ): Promise<void>;
  list(accountId: string | null, limit: number, beforeId?: number): Promise<AuditEntry[]>;
}

export function createAudit(database: Database): Audit {
  return {
    async write(trx, accountId, actor, action, details, now) {
      await trx(TABLE.audit).insert({
        account_document_id: accountId,
        actor_id: actor?.id ?? null,
        actor_name: actor?.name ?? null,
        action,
        details: JSON.stringify(details),
        at: now,
      });
    },
    async list(accountId, limit, beforeId) {
      const query = database
        .knex(TABLE.audit)
        .where({ account_document_id: accountId })
        .orderBy('id', 'desc')
        .limit(limit);
      if (beforeId !== undefined) query.where('id', '<', beforeId);
      const rows = (await query) as {
        id: number;
        at: unknown;
        actor_id: number | null;
        actor_name: string | null;
        action: string;
        details: string;
      }[];
      return rows.map((row) => ({
        id: row.id,
        at: toNumber(row.at),
        actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
        action: row.action,
        details: fromJson<Record<string, unknown>>(row.details, {}),
      }));
    },
  };
}
