import type { Knex } from 'knex';
import { ConflictError, notFound } from '../api/errors';
import {
  MAX_CONTACT_NOTES,
  type ContactDetailDto,
  type ContactIdentityKind,
  type ContactNoteDto,
  type CreateContactNote,
} from '../api/contracts/contacts';
import { CONTACTS, CONVERSATIONS, IDENTITIES } from '../conversations/tables';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { within, type Scope } from '../security/scope';

/** A contact, and what is written about them, is visible to those who may see one of their conversations. */
export interface ContactDetails {
  get(scope: Scope, id: string): Promise<ContactDetailDto>;
  addNote(scope: Scope, id: string, note: CreateContactNote): Promise<ContactDetailDto>;
  /** Whoever wrote it takes it back. */
  removeNote(scope: Scope, id: string, noteId: number): Promise<ContactDetailDto>;
}

interface ContactRow {
  document_id: string;
  name: string | null;
  customer_uid: string | null;
  customer_document_id: string | null;
  customer_name: string | null;
}
interface IdentityRow {
  kind: ContactIdentityKind;
  value: string;
  raw_value: string | null;
  status: string | null;
}
interface NoteRow {
  id: number;
  text: string;
  user_id: number;
  user_name: string;
  at: unknown;
}

/** What people know each other by comes first. */
const ORDER: ContactIdentityKind[] = ['email', 'phone', 'username', 'wa-id', 'bsuid', 'parent-bsuid'];

export function createContactDetails({ database, now }: { database: Database; now: () => number }): ContactDetails {
  const { knex } = database;

  async function visible(on: Knex, scope: Scope, id: string): Promise<ContactRow> {
    const conversations = within(
      on({ v: CONVERSATIONS }).whereRaw('?? = ??', ['v.contact_document_id', 'c.document_id']),
      scope,
      'v.account_document_id'
    ).select(on.raw('1'));
    const row = (await on({ c: CONTACTS }).where({ 'c.document_id': id }).whereExists(conversations).first('c.*')) as
      ContactRow | undefined;
    if (!row) throw notFound('Contact');
    return row;
  }

  const notesOf = (on: Knex, id: string) => on(TABLE.contactNote).where({ contact_document_id: id });

  async function get(scope: Scope, id: string): Promise<ContactDetailDto> {
    const row = await visible(knex, scope, id);
    const [identities, notes] = await Promise.all([
      knex(IDENTITIES).where({ contact_document_id: id }).orderBy('id') as Promise<IdentityRow[]>,
      notesOf(knex, id).orderBy('id', 'desc').limit(MAX_CONTACT_NOTES) as Promise<NoteRow[]>,
    ]);
    const { customer_uid: uid, customer_document_id: documentId } = row;
    return {
      id,
      name: row.name ?? '',
      identities: identities
        .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
        .map((identity) => ({
          kind: identity.kind,
          value: identity.raw_value ?? withoutScope(identity.value),
          former: identity.status === 'superseded',
        })),
      customer: uid && documentId ? { uid, documentId, name: row.customer_name ?? '' } : null,
      notes: notes.map(toNote),
    };
  }

  return {
    get,
    async addNote(scope, id, { text, idempotencyKey }) {
      await database.transaction(async (trx) => {
        await visible(trx, scope, id);
        const { count } = (await notesOf(trx, id).count({ count: '*' }).first()) as { count: unknown };
        if (toNumber(count) >= MAX_CONTACT_NOTES) {
          throw new ConflictError(
            'too-many-notes',
            `A person has at most ${MAX_CONTACT_NOTES} notes. Delete old ones.`
          );
        }
        await trx(TABLE.contactNote)
          .insert({
            contact_document_id: id,
            user_id: scope.person.id,
            user_name: scope.person.name,
            text,
            idempotency_key: `${scope.person.id}:${idempotencyKey}`,
            at: now(),
          })
          .onConflict(['contact_document_id', 'idempotency_key'])
          .ignore();
      });
      return get(scope, id);
    },
    async removeNote(scope, id, noteId) {
      await visible(knex, scope, id);
      const removed = await notesOf(knex, id).where({ id: noteId, user_id: scope.person.id }).delete();
      if (removed === 0) throw notFound('Note');
      return get(scope, id);
    },
  };
}

const toNote = ({ id, text, user_id: userId, user_name: name, at }: NoteRow): ContactNoteDto => ({
  id,
  text,
  author: { id: userId, name },
  at: toInstant(toNumber(at)),
});

/** What is unique only within a scope is stored with it. */
const withoutScope = (value: string): string => value.slice(value.indexOf('|') + 1);
