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
}

interface AliasRow {
  account_document_id: string;
  id_key: string;
  conversation_document_id: string;
  message_document_id: string | null;
  ours: unknown;
}

const CHUNK = 300;

export async function loadAliases(on: Knex, accountId: string, idKeys: string[]): Promise<Map<string, AliasEntry>> {
  const found = new Map<string, AliasEntry>();
  for (let index = 0; index < idKeys.length; index += CHUNK) {
    const rows = (await on(TABLE.alias)
      .where({ account_document_id: accountId })
      .whereIn('id_key', idKeys.slice(index, index + CHUNK))) as AliasRow[];
    for (const row of rows) {
      found.set(row.id_key, {
        accountId: row.account_document_id,
        idKey: row.id_key,
        conversationId: row.conversation_document_id,
        messageId: row.message_document_id,
        ours: toBoolean(row.ours),
      });
    }
  }
  return found;
}

/** The first conversation that an id led to keeps it. */
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
        }))
      )
      .onConflict(['account_document_id', 'id_key'])
      .ignore();
  }
}

/** Messages have come to ids that were only referred to before. */
export async function nameGhosts(trx: Knex, accountId: string, messageOf: Map<string, string>): Promise<void> {
  for (const [idKey, messageId] of messageOf) {
    await trx(TABLE.alias)
      .where({ account_document_id: accountId, id_key: idKey })
      .whereNull('message_document_id')
      .update({ message_document_id: messageId });
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
