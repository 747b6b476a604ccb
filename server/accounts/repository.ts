import type { Knex } from 'knex';
import { fromJson, toBoolean, toJson, toNumber, toNumberOrNull } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import type { AccountKind } from '../api/contracts/accounts';
import type { ImapSettings } from '../channels/imap/settings';
import type { ProviderState, WhatsAppCloudSettings } from '../channels/whatsapp-cloud/settings';
import {
  DEFAULT_UNDO_SECONDS,
  mediumOf,
  stateOf,
  type Account,
  type AccountHealth,
  type MailAccount,
  type RecordedNotice,
  type WhatsAppAccount,
} from './account';
import type { TroubleCode } from './trouble';

export const ACCOUNTS = 'conversations_accounts';

interface AccountRow {
  document_id: string;
  kind: AccountKind;
  name: string;
  address: string;
  sender_name: string | null;
  company_name: string | null;
  signature_choice: unknown;
  undo_seconds: number | null;
  settings: unknown;
  revision: number;
  paused: unknown;
  state: string;
  cause_code: TroubleCode | null;
  cause_since: unknown;
  next_try_at: unknown;
  failures: number | null;
  refusals: number | null;
  last_success_at: unknown;
  password_updated_at: unknown;
  server_saves_sent: unknown;
  sync_requested_at: unknown;
  folder_notices: unknown;
  provider_state: unknown;
  created_at: unknown;
}

export type NewAccount = (Pick<MailAccount, 'kind' | 'settings'> | Pick<WhatsAppAccount, 'kind' | 'settings'>) &
  Pick<Account, 'name' | 'address' | 'senderName'> &
  Partial<Pick<Account, 'companyName' | 'signatureChoice' | 'undoSeconds'>>;
export type AccountChange = Partial<
  Pick<
    Account,
    | 'name'
    | 'address'
    | 'senderName'
    | 'companyName'
    | 'signatureChoice'
    | 'undoSeconds'
    | 'settings'
    | 'revision'
    | 'passwordUpdatedAt'
    | 'serverSavesSent'
    | 'syncRequestedAt'
    | 'folderNotices'
  > & { provider: ProviderState }
>;

export interface AccountRepository {
  list(on?: Knex): Promise<Account[]>;
  find(id: string, on?: Knex): Promise<Account | null>;
  /** Locks the row until the transaction ends. */
  lock(trx: Knex, id: string): Promise<Account | null>;
  insert(trx: Knex, account: NewAccount, now: number): Promise<string>;
  update(trx: Knex, id: string, change: AccountChange, now: number): Promise<void>;
  setHealth(
    trx: Knex,
    account: Account,
    health: AccountHealth,
    extra?: { paused?: boolean; lastSuccessAt?: number }
  ): Promise<void>;
}

export function createAccountRepository(database: Database): AccountRepository {
  return {
    async list(on = database.knex) {
      const rows = (await on(ACCOUNTS).orderBy('id')) as AccountRow[];
      return rows.map(toAccount);
    },
    async find(id, on = database.knex) {
      const row = (await on(ACCOUNTS).where({ document_id: id }).first()) as AccountRow | undefined;
      return row ? toAccount(row) : null;
    },
    async lock(trx, id) {
      const query = trx(ACCOUNTS).where({ document_id: id }).first();
      if (database.dialect !== 'sqlite') query.forUpdate();
      const row = (await query) as AccountRow | undefined;
      return row ? toAccount(row) : null;
    },
    async insert(trx, account, now) {
      const id = createDocumentId();
      const at = new Date(now);
      await trx(ACCOUNTS).insert({
        document_id: id,
        kind: account.kind,
        name: account.name,
        address: account.address,
        sender_name: account.senderName,
        company_name: account.companyName ?? '',
        signature_choice: account.signatureChoice ?? true,
        undo_seconds: account.undoSeconds ?? null,
        settings: toJson(account.settings),
        revision: 1,
        paused: false,
        state: 'active',
        failures: 0,
        refusals: 0,
        created_at: at,
        updated_at: at,
        published_at: at,
      });
      return id;
    },
    async update(trx, id, change, now) {
      const columns: Record<string, unknown> = { updated_at: new Date(now) };
      if (change.name !== undefined) columns.name = change.name;
      if (change.address !== undefined) columns.address = change.address;
      if (change.senderName !== undefined) columns.sender_name = change.senderName;
      if (change.companyName !== undefined) columns.company_name = change.companyName;
      if (change.signatureChoice !== undefined) columns.signature_choice = change.signatureChoice;
      if (change.undoSeconds !== undefined) columns.undo_seconds = change.undoSeconds;
      if (change.settings !== undefined) columns.settings = toJson(change.settings);
      if (change.revision !== undefined) columns.revision = change.revision;
      if (change.passwordUpdatedAt !== undefined) columns.password_updated_at = change.passwordUpdatedAt;
      if (change.serverSavesSent !== undefined) columns.server_saves_sent = change.serverSavesSent;
      if (change.syncRequestedAt !== undefined) columns.sync_requested_at = change.syncRequestedAt;
      if (change.folderNotices !== undefined) columns.folder_notices = toJson(change.folderNotices);
      if (change.provider !== undefined) columns.provider_state = toJson(change.provider);
      await trx(ACCOUNTS).where({ document_id: id }).update(columns);
    },
    async setHealth(trx, account, health, extra = {}) {
      const paused = extra.paused ?? account.paused;
      await trx(ACCOUNTS)
        .where({ document_id: account.id })
        .update({
          paused,
          state: stateOf({ paused, health }),
          cause_code: health.cause?.code ?? null,
          cause_since: health.cause?.since ?? null,
          next_try_at: health.nextTryAt,
          failures: health.failures,
          refusals: health.refusals,
          ...(extra.lastSuccessAt === undefined ? {} : { last_success_at: extra.lastSuccessAt }),
        });
    },
  };
}

function toAccount(row: AccountRow): Account {
  const common = {
    id: row.document_id,
    name: row.name,
    address: row.address,
    senderName: row.sender_name ?? '',
    companyName: row.company_name ?? '',
    // Accounts from before there were signatures have nothing here.
    signatureChoice: row.signature_choice === null ? true : toBoolean(row.signature_choice),
    undoSeconds: row.undo_seconds ?? DEFAULT_UNDO_SECONDS[mediumOf(row.kind)],
    revision: row.revision,
    paused: toBoolean(row.paused),
    health: {
      cause: row.cause_code ? { code: row.cause_code, since: toNumber(row.cause_since) } : null,
      nextTryAt: toNumberOrNull(row.next_try_at),
      failures: row.failures ?? 0,
      refusals: row.refusals ?? 0,
    },
    lastSuccessAt: toNumberOrNull(row.last_success_at),
    passwordUpdatedAt: toNumberOrNull(row.password_updated_at),
    serverSavesSent: row.server_saves_sent === null ? null : toBoolean(row.server_saves_sent),
    syncRequestedAt: toNumberOrNull(row.sync_requested_at),
    folderNotices: fromJson<RecordedNotice[]>(row.folder_notices, []),
    createdAt: new Date(row.created_at as string | number | Date).getTime(),
  };
  if (row.kind === 'imap')
    return { ...common, kind: row.kind, settings: fromJson<ImapSettings>(row.settings, {} as ImapSettings) };
  return {
    ...common,
    kind: row.kind,
    settings: fromJson<WhatsAppCloudSettings>(row.settings, {} as WhatsAppCloudSettings),
    provider: fromJson<ProviderState>(row.provider_state, {}),
  };
}
