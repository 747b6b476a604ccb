import type { Knex } from 'knex';
import { ACCOUNTS } from '../../accounts/repository';
import type { WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import { createDocumentId } from '../../database/document-id';
import { retryOnConflict } from '../../database/errors';
import { TABLE } from '../../database/models';
import type { FileStore } from '../../files/file-store';
import type { JobQueue } from '../../jobs/types';
import { boundedKey } from '../../whatsapp/bounded-key';
import { processJob } from '../topics';
import { smallBody } from './small-body';

const CHUNK = 200;

interface Deps {
  database: Database;
  files: Pick<FileStore, 'put'>;
  queue: JobQueue;
  /** Is this account's journal being worked here? That work looks once more when it ends. */
  isWorked(accountId: string): boolean;
  now: () => number;
}

/** A webhook that is proven and routed. */
export interface ProvenWebhook {
  raw: Buffer;
  /** By account id, in the order of the webhook. */
  items: ReadonlyMap<string, WebhookItem[]>;
  /** The app's accounts by which it was proven and routed, each with its revision. */
  provenBy: ReadonlyMap<string, number>;
}

/** `stale`: one of the accounts has changed or gone meanwhile; nothing was kept, and the webhook is to be looked at anew. */
export type Journalled = 'journalled' | 'stale';

/** Webhooks in their order, all in one commit. A result for each. */
export type JournalWebhooks = (webhooks: ProvenWebhook[]) => Promise<Journalled[]>;

/** An item's place in the journal, unique within its account however often and in whatever company it comes. */
export const itemKey = ({ key }: Pick<WebhookItem, 'key'>): string => boundedKey(`wa:${key}`);

interface Unit {
  accountId: string;
  items: WebhookItem[];
  size: number;
  rawKey: string | null;
  body: string | null;
}

/**
 * Journals webhooks: a row for each item that is new, with its body where that is small, and otherwise beside a file.
 * When this resolves, nothing of it can be lost any more, so that Meta may be told that it was taken.
 */
export function createJournalWebhooks({ database, files, queue, isWorked, now }: Deps): JournalWebhooks {
  return async (webhooks) => {
    const units = await Promise.all(webhooks.map(unitsOf));
    if (units.every((own) => own.length === 0)) return webhooks.map(() => 'journalled');
    crashPoint('webhook.after-file');
    const results = await retryOnConflict(() => commit(webhooks, units));
    await database.flushed();
    crashPoint('webhook.after-commit');
    return results;
  };

  /** Outside the transaction: a file waits for the disk. */
  async function unitsOf({ raw, items }: ProvenWebhook): Promise<Unit[]> {
    const units: Unit[] = [];
    for (const [accountId, all] of items) {
      const body = smallBody(raw, all.length);
      const own = body === null ? await unknownOf(database.knex, accountId, all) : all;
      if (own.length === 0) continue;
      // A body for each account, so that one account's end takes nothing from another's.
      const rawKey = body === null ? (await files.put(raw)).key : null;
      units.push({ accountId, items: own, size: Math.ceil(raw.length / own.length), rawKey, body });
    }
    return units;
  }

  function commit(webhooks: ProvenWebhook[], units: Unit[][]): Promise<Journalled[]> {
    return database.transaction(async (trx, afterCommit) => {
      const revisions = await revisionsOf(trx, webhooks);
      const results = webhooks.map(({ provenBy }): Journalled => {
        const isStale = [...provenBy].some(([id, revision]) => revisions.get(id) !== revision);
        return isStale ? 'stale' : 'journalled';
      });
      const kept = units.filter((_, index) => results[index] === 'journalled').flat();
      const at = now();
      const rows = kept.flatMap((unit) => unit.items.map((item) => rowOf(unit, item, at)));
      for (let index = 0; index < rows.length; index += CHUNK) {
        // The same webhook in another request: the unique key lets each item in once.
        await trx(TABLE.journal)
          .insert(rows.slice(index, index + CHUNK))
          .onConflict(['account_document_id', 'external_key'])
          .ignore();
      }
      const accountIds = [...new Set(kept.map(({ accountId }) => accountId))].sort();
      for (const id of accountIds) await queue.enqueue(trx, processJob(id));
      afterCommit(() => {
        if (accountIds.some((id) => !isWorked(id))) queue.ring();
      });
      return results;
    });
  }
}

async function revisionsOf(trx: Knex, webhooks: ProvenWebhook[]): Promise<Map<string, number>> {
  const ids = [...new Set(webhooks.flatMap(({ provenBy }) => [...provenBy.keys()]))];
  const rows = (await trx(ACCOUNTS).whereIn('document_id', ids).select('document_id', 'revision')) as {
    document_id: string;
    revision: number;
  }[];
  return new Map(rows.map((row) => [row.document_id, row.revision]));
}

const rowOf = ({ accountId, size, rawKey, body }: Unit, item: WebhookItem, at: number) => ({
  document_id: createDocumentId(),
  account_document_id: accountId,
  external_key: itemKey(item),
  role: 'inbox',
  backfill: item.kind === 'history-message' ? 1 : 0,
  raw_key: rawKey,
  body,
  size,
  received_at: item.at ?? at,
  state: 'pending',
  attempts: 0,
  created_at: at,
});

async function unknownOf(knex: Knex, accountId: string, items: WebhookItem[]): Promise<WebhookItem[]> {
  const fresh = new Map(items.map((item) => [itemKey(item), item]));
  const keys = [...fresh.keys()];
  for (let index = 0; index < keys.length; index += CHUNK) {
    const known: string[] = await knex(TABLE.journal)
      .where({ account_document_id: accountId })
      .whereIn('external_key', keys.slice(index, index + CHUNK))
      .pluck('external_key');
    for (const key of known) fresh.delete(key);
  }
  return [...fresh.values()];
}
