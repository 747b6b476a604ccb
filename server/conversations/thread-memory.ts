import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { toBoolean } from '../database/columns';
import { TABLE } from '../database/models';
import type { MailAddress } from '../mail/types';

/** What threading knows: which Message-IDs lead to which conversation, and who takes part in it. */
export interface AliasEntry {
  accountId: string;
  idKey: string;
  conversationId: string;
  /** Null: referred to, not seen yet. */
  messageId: string | null;
  ours: boolean;
  /** Of a ghost: the people by whose right it was named. Unknown for rows of earlier versions. */
  namedBy?: string[] | null;
}

interface AliasRow {
  account_document_id: string;
  id_key: string;
  conversation_document_id: string;
  message_document_id: string | null;
  ours: unknown;
  named_by: string | null;
}

const CHUNK = 300;

/** Of each id the row that says most: of a stored message rather than of a mail that only names it. */
export async function loadAliases(on: Knex, accountId: string, idKeys: string[]): Promise<Map<string, AliasEntry>> {
  const found = new Map<string, AliasEntry>();
  for (const [idKey, entries] of await loadAllAliases(on, accountId, idKeys)) {
    const first = entries.find((entry) => entry.ours) ?? entries.find((entry) => entry.messageId) ?? entries[0];
    if (first) found.set(idKey, first);
  }
  return found;
}

export async function loadAllAliases(
  on: Knex,
  accountId: string,
  idKeys: string[]
): Promise<Map<string, AliasEntry[]>> {
  const found = new Map<string, AliasEntry[]>();
  for (let index = 0; index < idKeys.length; index += CHUNK) {
    const rows = (await on(TABLE.alias)
      .where({ account_document_id: accountId })
      .whereIn('id_key', idKeys.slice(index, index + CHUNK))
      .orderBy('id')) as AliasRow[];
    for (const row of rows) {
      const entries = found.get(row.id_key) ?? [];
      entries.push({
        accountId: row.account_document_id,
        idKey: row.id_key,
        conversationId: row.conversation_document_id,
        messageId: row.message_document_id,
        ours: toBoolean(row.ours),
        namedBy: readNames(row.named_by),
      });
      found.set(row.id_key, entries);
    }
  }
  return found;
}

export const readNames = (column: string | null): string[] | null => column?.split(' ').filter(Boolean) ?? null;

const linkKey = ({ messageId, conversationId, namedBy }: AliasEntry): string =>
  messageId ??
  createHash('sha256')
    .update(`${conversationId} ${(namedBy ?? []).join(' ')}`)
    .digest('hex')
    .slice(0, 40);

export async function rememberAliases(trx: Knex, entries: AliasEntry[]): Promise<void> {
  for (let index = 0; index < entries.length; index += CHUNK) {
    await trx(TABLE.alias)
      .insert(
        entries.slice(index, index + CHUNK).map((entry) => ({
          account_document_id: entry.accountId,
          id_key: entry.idKey,
          conversation_document_id: entry.conversationId,
          message_document_id: entry.messageId,
          ours: entry.ours,
          named_by: entry.namedBy?.join(' ') ?? null,
          link_key: linkKey(entry),
        }))
      )
      .onConflict(['account_document_id', 'id_key', 'link_key'])
      .ignore();
  }
}

export async function loadParticipants(on: Knex, conversationIds: string[]): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (let index = 0; index < conversationIds.length; index += CHUNK) {
    const rows = (await on(TABLE.participant).whereIn(
      'conversation_document_id',
      conversationIds.slice(index, index + CHUNK)
    )) as {
      conversation_document_id: string;
      address: string;
      name: string | null;
    }[];
    for (const row of rows) {
      const people = found.get(row.conversation_document_id) ?? new Map<string, string>();
      people.set(row.address, row.name ?? '');
      found.set(row.conversation_document_id, people);
    }
  }
  return found;
}

export async function rememberParticipants(trx: Knex, conversationId: string, people: MailAddress[]): Promise<void> {
  await insertParticipants(
    trx,
    people.map((person) => ({ conversationId, ...person }))
  );
}

export async function insertParticipants(
  trx: Knex,
  people: (MailAddress & { conversationId: string })[]
): Promise<void> {
  const usable = people.filter((person) => person.address !== '' && person.address.length <= 255);
  for (let index = 0; index < usable.length; index += CHUNK) {
    await trx(TABLE.participant)
      .insert(
        usable.slice(index, index + CHUNK).map((person) => ({
          conversation_document_id: person.conversationId,
          address: person.address,
          name: person.name,
        }))
      )
      .onConflict(['conversation_document_id', 'address'])
      .ignore();
  }
}
