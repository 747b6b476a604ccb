import type { Knex } from 'knex';
import type { WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import { createDocumentId } from '../../database/document-id';
import { TABLE } from '../../database/models';
import type { FileStore } from '../../files/file-store';
import type { JobQueue } from '../../jobs/types';
import { boundedKey } from '../../whatsapp/bounded-key';
import { processJob } from '../topics';

const CHUNK = 200;

interface Deps {
  database: Database;
  files: FileStore;
  queue: JobQueue;
  now: () => number;
}

export type JournalWebhook = (raw: Buffer, items: ReadonlyMap<string, WebhookItem[]>) => Promise<void>;

/** An item's place in the journal, unique within its account however often and in whatever company it comes. */
export const itemKey = ({ key }: Pick<WebhookItem, 'key'>): string => boundedKey(`wa:${key}`);

/**
 * Journals a webhook: the body as it came to the file store, then a row for each item that is new. When this resolves,
 * nothing of it can be lost any more, so that Meta may be told that it was taken.
 */
export function createJournalWebhook({ database, files, queue, now }: Deps): JournalWebhook {
  return async (raw, items) => {
    for (const [accountId, own] of items) {
      const fresh = await unknownOf(database.knex, accountId, own);
      if (fresh.length === 0) continue;
      // A body for each account, so that one account's end takes nothing from another's.
      const { key } = await files.put(raw);
      crashPoint('webhook.after-file');
      await database.transaction(async (trx, afterCommit) => {
        const at = now();
        const rows = fresh.map((item) => ({
          document_id: createDocumentId(),
          account_document_id: accountId,
          external_key: itemKey(item),
          role: 'inbox',
          backfill: item.kind === 'history-message' ? 1 : 0,
          raw_key: key,
          size: Math.ceil(raw.length / fresh.length),
          received_at: item.at ?? at,
          state: 'pending',
          attempts: 0,
          created_at: at,
        }));
        for (let index = 0; index < rows.length; index += CHUNK) {
          // The same webhook in another request: the unique key lets each item in once.
          await trx(TABLE.journal)
            .insert(rows.slice(index, index + CHUNK))
            .onConflict(['account_document_id', 'external_key'])
            .ignore();
        }
        await queue.enqueue(trx, processJob(accountId));
        afterCommit(() => queue.ring());
      });
    }
    crashPoint('webhook.after-commit');
  };
}

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
