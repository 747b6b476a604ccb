import { createHash } from 'node:crypto';
import { LeaseLost } from '../channels/channel';
import type { FolderCursor, FolderRole, FolderState, InboundUnit, Intake } from '../channels/mail-channel';
import { crashPoint } from '../crash-points';
import { toBoolean, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { TABLE } from '../database/models';
import type { FileStore } from '../files/file-store';
import type { Lease, LeaseTable } from '../jobs/lease';
import type { JobQueue } from '../jobs/types';
import { processJob } from './topics';

interface Deps {
  database: Database;
  leases: LeaseTable;
  queue: JobQueue;
  files: FileStore;
  now: () => number;
}

/** Epoch milliseconds. What the server received since `liveSince` is news, however late we come to read it. */
interface Reach {
  importSince: number;
  liveSince: number;
  /** By path: what the server received in a chosen folder since then is news, and nothing before. */
  chosenSince?: ReadonlyMap<string, number>;
}

/**
 * Journals what a session finds. The rows, the cursor and the job that works on them go into one transaction, in which
 * the account's lease row is locked: a crash leaves either all of it or nothing, and a process that has lost the
 * account cannot write.
 */
export function createIntake(deps: Deps, accountId: string, lease: Lease, reach: Reach): Intake {
  const { database, leases, queue, files, now } = deps;
  const { importSince, liveSince } = reach;
  const isBackfill = ({ path }: FolderState, unit: InboundUnit): boolean => {
    // A folder may be chosen, or chosen again, long after the account was made: its cursor says nothing about news.
    const since = reach.chosenSince?.get(path);
    return since === undefined ? unit.backfill && unit.receivedAt < liveSince : unit.receivedAt < since;
  };

  return {
    files,
    importSince,

    async folder(path, role) {
      const pathKey = createHash('sha256').update(path).digest('hex');
      await database
        .knex(TABLE.folder)
        .insert({ account_document_id: accountId, path, path_key: pathKey, role, ...BLANK })
        .onConflict(['account_document_id', 'path_key'])
        .ignore();
      const row = (await database
        .knex(TABLE.folder)
        .where({ account_document_id: accountId, path_key: pathKey })
        .first()) as FolderRow;
      return toFolder(row);
    },

    async commit(folder, units, cursor) {
      crashPoint('intake.before-commit');
      await database.transaction(async (trx, afterCommit) => {
        if (!(await leases.holds(trx, lease))) throw new LeaseLost();
        const uidValidity = cursor.uidValidity ?? folder.uidValidity;
        if (units.length > 0) {
          const at = now();
          const rows = units.map((unit) => ({
            document_id: createDocumentId(),
            account_document_id: accountId,
            external_key: externalKey(folder.id, uidValidity, unit.uid),
            role: folder.role,
            backfill: isBackfill(folder, unit) ? 1 : 0,
            raw_key: unit.rawKey,
            size: unit.size,
            received_at: unit.receivedAt,
            state: unit.rawKey === null ? 'quarantined' : 'pending',
            reason: unit.rawKey === null ? 'not-delivered' : null,
            detail: unit.problem ?? null,
            attempts: 0,
            created_at: at,
          }));
          await trx(TABLE.journal)
            .insert(rows)
            .onConflict(['account_document_id', 'external_key'])
            .merge(['raw_key', 'size', 'state', 'reason', 'detail'])
            // Only a row that never got its mail takes it now.
            .whereNull(`${TABLE.journal}.raw_key`)
            .whereNot(`${TABLE.journal}.state`, 'ignored');
          await queue.enqueue(trx, processJob(accountId));
          afterCommit(() => queue.ring());
        }
        const columns = toColumns(cursor);
        if (Object.keys(columns).length > 0) await trx(TABLE.folder).where({ id: folder.id }).update(columns);
      });
      crashPoint('intake.after-commit');
      Object.assign(folder, cursor);
    },

    async knownUids(folder, fromUid) {
      const prefix = externalKey(folder.id, folder.uidValidity, '');
      const from = externalKey(folder.id, folder.uidValidity, fromUid);
      const keys: string[] = await database
        .knex(TABLE.journal)
        .where({ account_document_id: accountId })
        // What the server would not hand over is asked for again at the next reconcile.
        .where((has) => void has.whereNotNull('raw_key').orWhere({ state: 'ignored' }))
        // No range of keys: where ':' stands among digits and signs depends on the database's collation. Digits of the
        // same number are in order in all of them.
        .whereRaw('substr(external_key, 1, ?) = ?', [prefix.length, prefix])
        .whereRaw('(length(external_key) > ? or (length(external_key) = ? and external_key >= ?))', [
          from.length,
          from.length,
          from,
        ])
        .pluck('external_key');
      return new Set(keys.map((key) => Number(key.slice(prefix.length))));
    },
  };
}

/** A mail's location, unique within the account (RFC 9051 section 2.3.1.1). */
const externalKey = (folderId: number, uidValidity: string, uid: number | '') =>
  `imap:${folderId}:${uidValidity}:${uid}`;

const BLANK = {
  uid_validity: '',
  last_uid: 0,
  import_high_uid: 0,
  import_uid: 0,
  import_done: false,
  import_total: 0,
  last_reconcile_at: 0,
  last_full_reconcile_at: 0,
  compared_mark: '',
};

interface FolderRow {
  id: number;
  path: string;
  role: FolderRole;
  uid_validity: string | null;
  last_uid: unknown;
  import_high_uid: unknown;
  import_uid: unknown;
  import_done: unknown;
  import_total: number;
  last_reconcile_at: unknown;
  last_full_reconcile_at: unknown;
  compared_mark: string | null;
}

const toFolder = (row: FolderRow): FolderState => ({
  id: row.id,
  path: row.path,
  role: row.role,
  uidValidity: row.uid_validity ?? '',
  lastUid: toNumber(row.last_uid),
  importHighUid: toNumber(row.import_high_uid),
  importUid: toNumber(row.import_uid),
  importDone: toBoolean(row.import_done),
  importTotal: row.import_total,
  lastReconcileAt: toNumber(row.last_reconcile_at),
  lastFullReconcileAt: toNumber(row.last_full_reconcile_at),
  comparedMark: row.compared_mark ?? '',
});

const COLUMN: Record<keyof FolderCursor, string> = {
  uidValidity: 'uid_validity',
  lastUid: 'last_uid',
  importHighUid: 'import_high_uid',
  importUid: 'import_uid',
  importDone: 'import_done',
  importTotal: 'import_total',
  lastReconcileAt: 'last_reconcile_at',
  lastFullReconcileAt: 'last_full_reconcile_at',
  comparedMark: 'compared_mark',
};

function toColumns(cursor: Partial<FolderCursor>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(cursor)) {
    if (value !== undefined) columns[COLUMN[field as keyof FolderCursor]] = value;
  }
  return columns;
}
