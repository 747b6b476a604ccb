import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble } from '../../accounts/trouble';
import type { WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import { readWebhook } from '../../channels/whatsapp-cloud/webhook/read-webhook';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import { isRowFault, retryOnConflict } from '../../database/errors';
import { TABLE } from '../../database/models';
import type { FileStore } from '../../files/file-store';
import type { Logger } from '../../hosts/logger';
import { Postpone, type Job } from '../../jobs/types';
import type { Journal, JournalEntry, JournalResult } from '../journal';
import type { GiveWay } from './give-way';
import { itemKey } from './journal-webhook';
import type { StoreItems } from './store-items';
import type { Work } from './take-item';

const BATCH = 100;
/** While webhooks come: on SQLite none of them is acknowledged before the batch that is being stored has ended. */
const SHORT_BATCH = 20;
const BATCHES_A_TURN = 20;
/** What took the process down this often is put aside. */
const MAX_TRIES = 8;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  journal: Journal;
  files: FileStore;
  storeItems: StoreItems;
  health: HealthRecorder;
  giveWay: GiveWay;
  /** The accounts whose journals are being worked here. */
  worked: Set<string>;
  logger: Logger;
  now: () => number;
}

/** Works the journal of a WhatsApp account, a batch a transaction; a batch that fails is stored item by item. */
export function createProcessWebhooks(deps: Deps) {
  const { database, accounts, journal, files, storeItems, health, giveWay, worked, logger, now } = deps;

  return async function processWebhooks(job: Job, signal: AbortSignal): Promise<void> {
    const id = String(job.payload.accountId);
    worked.add(id);
    try {
      await turns(id, signal);
    } finally {
      worked.delete(id);
    }
  };

  async function turns(id: string, signal: AbortSignal): Promise<void> {
    for (let turn = 0; turn < BATCHES_A_TURN; turn += 1) {
      const { isPressed } = await giveWay(id);
      const account = await accounts.find(id);
      // Removed: the journal's rest belongs to the job that clears up.
      if (!account || !isWhatsAppAccount(account)) return;
      // Not an end of the work: the job comes back and goes on.
      if (signal.aborted) throw new Error('stopping');
      const entries = await journal.take(account.id, isPressed ? SHORT_BATCH : BATCH, []);
      if (entries.length === 0) return;
      try {
        await work(account, entries);
      } catch (error) {
        // The host's fault and no item's.
        await journal.giveBack(entries.map(({ id }) => id));
        throw error;
      }
    }
    // A long history must not keep the place of other accounts' messages and of answers that wait.
    throw new Postpone(0);
  }

  async function work(account: WhatsAppAccount, entries: JournalEntry[]): Promise<void> {
    const items = await itemsOf(entries);
    const lost: JournalEntry[] = [];
    const batch: Work[] = [];
    for (const entry of entries) {
      const item = items.get(bodyOf(entry))?.get(entry.externalKey);
      if (item && entry.attempts <= MAX_TRIES) batch.push({ entry, item });
      else lost.push(entry);
    }
    await putAside(lost, 'not-readable', 'the item was not found in its webhook, or was given up after several tries');
    if (batch.length > 0) await store(account, batch);
    crashPoint('process.after-commit');
    await forget(entries);
  }

  async function store(account: WhatsAppAccount, batch: Work[]): Promise<void> {
    try {
      await settle(account, batch);
    } catch (error) {
      // The database's fault, not the items': an outage must not use up their tries.
      if (!isRowFault(error)) throw error;
      logger.warn(
        `a batch of ${batch.length} webhook items could not be stored at once; storing them one by one`,
        error
      );
      for (const one of batch) await storeAlone(account, one);
    }
  }

  async function storeAlone(account: WhatsAppAccount, one: Work): Promise<void> {
    try {
      await settle(account, [one]);
    } catch (error) {
      if (!isRowFault(error)) throw error;
      logger.error(`webhook item ${one.entry.documentId} could not be stored and is quarantined`, error);
      await putAside([one.entry], 'not-storable', error instanceof Error ? error.name : 'unknown error');
    }
  }

  async function settle(account: WhatsAppAccount, batch: Work[]): Promise<void> {
    const { trouble } = await retryOnConflict(() => storeItems(account, batch));
    if (trouble) await health.trouble(account.id, account.revision, new Trouble(trouble, 'told by a webhook'));
  }

  async function putAside(entries: JournalEntry[], reason: string, detail: string): Promise<void> {
    if (entries.length === 0) return;
    const result: JournalResult = { state: 'quarantined', reason, detail };
    await database.transaction((trx) => journal.settle(trx, new Map(entries.map(({ id }) => [id, result])), now()));
  }

  /** Each body is read once, however many of its items are in the batch. */
  async function itemsOf(entries: JournalEntry[]): Promise<Map<string, Map<string, WebhookItem>>> {
    const bodies = new Map<string, Map<string, WebhookItem>>();
    for (const entry of entries) {
      if (bodies.has(bodyOf(entry))) continue;
      const { items } = readWebhook(await bytesOf(entry));
      bodies.set(bodyOf(entry), new Map(items.map((item) => [itemKey(item), item])));
    }
    return bodies;
  }

  async function bytesOf({ rawKey, body }: JournalEntry): Promise<Buffer> {
    if (typeof body === 'string') return Buffer.from(body);
    const stream: Readable = await files.open(rawKey);
    return buffer(stream);
  }

  /** A body goes when none of its items has to be looked at again; those that were ignored let go of it. */
  async function forget(entries: JournalEntry[]): Promise<void> {
    const keys = [...new Set(entries.flatMap(({ rawKey }) => rawKey || []))];
    if (keys.length === 0) return;
    const needed: string[] = await database
      .knex(TABLE.journal)
      .whereIn('raw_key', keys)
      .distinct('raw_key')
      .pluck('raw_key');
    for (const key of keys) if (!needed.includes(key)) await files.remove(key);
  }
}

/** What two items of one webhook have in common. */
const bodyOf = ({ rawKey, body }: JournalEntry): string => body ?? rawKey;
