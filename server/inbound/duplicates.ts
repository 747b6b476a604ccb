import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import { loadAliases } from '../conversations/thread-memory';
import { findTombstones } from '../conversations/tombstones';
import { MESSAGES } from '../conversations/tables';
import type { MessageStatus } from '../api/contracts/inbox';
import { messageIdKey } from '../mail/identity';
import { readToken } from '../mail/message-id';
import type { ParsedMail } from '../mail/types';
import type { JournalEntry } from './journal';

export interface KnownMessage {
  id: string;
  conversationId: string;
  direction: 'inbound' | 'outbound';
  status: MessageStatus;
}

export interface MailItem {
  entry: JournalEntry;
  mail: ParsedMail;
}

export interface Duplicates<Item extends MailItem> {
  fresh: Item[];
  /** Entries whose mail somebody deleted here. */
  deleted: Item[];
  /** Entries whose mail is stored already. */
  known: { item: Item; message: KnownMessage }[];
  /** Entries whose mail is in this batch already: entry id and that of the first. */
  twins: { entryId: number; firstEntryId: number }[];
}

interface Row {
  document_id: string;
  conversation_document_id: string;
  direction: 'inbound' | 'outbound';
  status: MessageStatus;
  identity_key: string;
}

/**
 * The same mail may lie in several folders, come back under a new UID, or be our own answer filed in Sent. Content
 * decides; only a Message-ID that carries our signature is enough by itself, since servers rewrite what they file.
 */
export async function splitDuplicates<Item extends MailItem>(
  trx: Knex,
  account: Account,
  items: Item[],
  secret: Buffer
): Promise<Duplicates<Item>> {
  const byContent = await knownByContent(
    trx,
    account.id,
    items.map(({ mail }) => mail.identityKey)
  );
  // Whoever has a mail of ours can send another under its id: only what lies in Sent, or is from us, is taken at its word.
  const maybeOurs = ({ entry, mail }: MailItem) => entry.role === 'sent' || mail.from?.address === account.address;
  const signed = new Map(items.map((item) => [item, maybeOurs(item) ? signedIdKey(item.mail, secret) : null]));
  const bySignature = await knownBySignature(
    trx,
    account.id,
    [...signed.values()].filter((key) => key !== null)
  );

  const isDeleted = await deletedHere(trx, account.id, items, signed);

  const result: Duplicates<Item> = { fresh: [], deleted: [], known: [], twins: [] };
  const first = new Map<string, number>();
  for (const item of items) {
    const { entry, mail } = item;
    // First of all: the rows of a deleted conversation may still wait for their removal.
    if (isDeleted(item)) {
      result.deleted.push(item);
      continue;
    }
    const message = byContent.get(mail.identityKey) ?? bySignature.get(signed.get(item) ?? '');
    if (message) {
      result.known.push({ item, message });
      continue;
    }
    const index = first.get(mail.identityKey);
    if (index === undefined) {
      first.set(mail.identityKey, result.fresh.length);
      result.fresh.push(item);
      continue;
    }
    const twin = result.fresh[index];
    if (!twin) continue;
    // The copy in Sent tells which way the mail went.
    if (entry.role === 'sent') result.fresh[index] = { ...twin, entry: { ...twin.entry, role: 'sent' } };
    result.twins.push({ entryId: entry.id, firstEntryId: twin.entry.id });
  }
  return result;
}

const signedIdKey = ({ messageId }: ParsedMail, secret: Buffer): string | null =>
  messageId !== null && readToken(messageId, [secret]) !== null ? messageIdKey(messageId) : null;

const toKnown = (row: Row): KnownMessage => ({
  id: row.document_id,
  conversationId: row.conversation_document_id,
  direction: row.direction,
  status: row.status,
});

async function deletedHere<Item extends MailItem>(
  trx: Knex,
  accountId: string,
  items: Item[],
  signed: Map<Item, string | null>
): Promise<(item: Item) => boolean> {
  const byContent = await findTombstones(
    trx,
    accountId,
    'identity',
    items.map(({ mail }) => mail.identityKey)
  );
  const bySignature = await findTombstones(
    trx,
    accountId,
    'message-id',
    [...signed.values()].filter((key) => key !== null)
  );
  return (item) => byContent.has(item.mail.identityKey) || bySignature.has(signed.get(item) ?? '');
}

async function knownByContent(trx: Knex, accountId: string, keys: string[]): Promise<Map<string, KnownMessage>> {
  if (keys.length === 0) return new Map();
  const rows = (await trx(MESSAGES)
    .where({ account_document_id: accountId })
    .whereIn('identity_key', keys)
    .select('document_id', 'conversation_document_id', 'direction', 'status', 'identity_key')) as Row[];
  return new Map(rows.map((row) => [row.identity_key, toKnown(row)]));
}

async function knownBySignature(trx: Knex, accountId: string, idKeys: string[]): Promise<Map<string, KnownMessage>> {
  if (idKeys.length === 0) return new Map();
  const aliases = await loadAliases(trx, accountId, idKeys);
  const keyOf = new Map<string, string>();
  for (const alias of aliases.values()) if (alias.ours && alias.messageId) keyOf.set(alias.messageId, alias.idKey);
  if (keyOf.size === 0) return new Map();
  const rows = (await trx(MESSAGES)
    .whereIn('document_id', [...keyOf.keys()])
    .select('document_id', 'conversation_document_id', 'direction', 'status', 'identity_key')) as Row[];
  return new Map(rows.map((row) => [keyOf.get(row.document_id) ?? '', toKnown(row)]));
}
