import type { Knex } from 'knex';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

export type HostPrincipalKind = 'api-token' | 'role';
export type HostGrant = 'read' | 'write';

export interface HostAccessRow {
  kind: HostPrincipalKind;
  principalId: number;
  access: HostGrant;
}

/** Which API tokens and roles of users-permissions an account lets in. No row: not at all. */
export interface HostAccessTable {
  ofAccount(accountId: string, on?: Knex): Promise<HostAccessRow[]>;
  of(kind: HostPrincipalKind, principalId: number): Promise<{ accountId: string; access: HostGrant }[]>;
  replace(trx: Knex, accountId: string, rows: HostAccessRow[], by: number, now: number): Promise<void>;
}

interface Row {
  account_document_id: string;
  kind: HostPrincipalKind;
  principal_id: number;
  access: HostGrant;
}

export function createHostAccessTable(database: Database): HostAccessTable {
  return {
    async ofAccount(accountId, on = database.knex) {
      const rows = (await on(TABLE.hostAccess).where({ account_document_id: accountId }).orderBy('id')) as Row[];
      return rows.map(({ kind, principal_id: principalId, access }) => ({ kind, principalId, access }));
    },
    async of(kind, principalId) {
      const rows = (await database.knex(TABLE.hostAccess).where({ kind, principal_id: principalId })) as Row[];
      return rows.map((row) => ({ accountId: row.account_document_id, access: row.access }));
    },
    async replace(trx, accountId, rows, by, now) {
      await trx(TABLE.hostAccess).where({ account_document_id: accountId }).delete();
      if (rows.length === 0) return;
      await trx(TABLE.hostAccess).insert(
        rows.map(({ kind, principalId, access }) => ({
          account_document_id: accountId,
          kind,
          principal_id: principalId,
          access,
          granted_at: now,
          granted_by: by,
        }))
      );
    },
  };
}
