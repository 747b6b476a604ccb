import type { Knex } from 'knex';
import { createDocumentId } from '../database/document-id';
import { clip } from '../database/columns';
import { CONTACTS, IDENTITIES } from '../conversations/tables';
import type { Customer } from '../hosts/customer-directory';
import { boundedKey } from '../whatsapp/bounded-key';
import { findable, GLOBAL, identityKey, type Identity, type IdentityKind } from '../whatsapp/identity';
import {
  decideRotation,
  resolvePerson,
  type Conflict,
  type IdentityRow,
  type Rotation,
} from '../whatsapp/resolve-person';
import type { Contact } from './contact-book';

/** Whom an event names: their ids, the name that they go by, and the host's customers with their number. */
export interface NamedPerson {
  identities: Identity[];
  name: string;
  customers: Customer[];
}

export interface FoundPerson extends Contact {
  isNew: boolean;
  /** Ids of this person belong to other contacts: nothing was merged. */
  conflict: Conflict | null;
  /** The event names an id that the person has given up since: it comes late. */
  isFormer: boolean;
}

interface Row {
  id: number;
  contact_document_id: string;
  kind: IdentityKind;
  value: string;
  raw_value: string | null;
  status: string | null;
}

/** What is unique within a scope has the scope before it, since the column is unique by kind alone. */
const stored = ({ scope, value }: Pick<Identity, 'scope' | 'value'>): string =>
  boundedKey(scope === GLOBAL ? value : `${scope}|${value}`);

/**
 * Finds or makes the contact of a person. The unique key on identities decides when two processes meet a new person at
 * once: the loser takes the winner's contact.
 */
export async function findOrMakePerson(trx: Knex, person: NamedPerson, now: number): Promise<FoundPerson> {
  const { identities } = person;
  const rows = await loadRows(trx, identities);
  const resolution = resolvePerson(identities, rows);
  const madeId = createDocumentId();
  const contactId = resolution.outcome === 'found' ? resolution.contactId : madeId;
  await attach(trx, contactId, resolution.attach, now);
  await see(trx, identities, now);
  if (resolution.outcome === 'create') {
    const winner = resolvePerson(identities, await loadRows(trx, identities));
    if (winner.outcome === 'found' && winner.contactId !== madeId) {
      return {
        ...(await named(trx, winner.contactId, person)),
        isNew: false,
        conflict: winner.conflict,
        isFormer: false,
      };
    }
    return { ...(await make(trx, madeId, person, now)), isNew: true, conflict: resolution.conflict, isFormer: false };
  }
  const keys = new Set(findable(identities).map(identityKey));
  const isFormer = rows.some(
    (row) => row.contactId === contactId && row.status === 'superseded' && keys.has(identityKey(row))
  );
  return { ...(await named(trx, contactId, person)), isNew: false, conflict: resolution.conflict, isFormer };
}

/** A person's number or user id changed. The contact, or null when nothing was known of the person. */
export async function rotatePerson(
  trx: Knex,
  rotation: Rotation,
  now: number
): Promise<{ contactId: string; conflict: null } | { contactId: null; conflict: Conflict | null }> {
  const decision = decideRotation(rotation, await loadRows(trx, [...rotation.before, ...rotation.after]));
  if (decision.outcome === 'conflict') return { contactId: null, conflict: decision.conflict };
  if (decision.outcome === 'unknown-person') return { contactId: null, conflict: null };
  await attach(trx, decision.contactId, decision.attach, now);
  // Back to a number that was given up once: its row is there, and would not be written to.
  for (const one of decision.attach) {
    await trx(IDENTITIES)
      .where({ kind: one.kind, value: stored(one), contact_document_id: decision.contactId })
      .update({ status: 'active', raw_value: clip(one.raw), last_seen_at: now });
  }
  for (const old of decision.supersede) {
    await trx(IDENTITIES)
      .where({ kind: old.kind, value: stored(old), contact_document_id: decision.contactId })
      .update({ status: 'superseded' });
  }
  return { contactId: decision.contactId, conflict: null };
}

/** The rows of these identities, and all others of the contacts that they lead to. */
async function loadRows(trx: Knex, identities: readonly Identity[]): Promise<IdentityRow[]> {
  const wanted = findable(identities);
  if (wanted.length === 0) return [];
  const contactIds: string[] = await trx(IDENTITIES)
    .where((any) => {
      for (const one of wanted) void any.orWhere({ kind: one.kind, value: stored(one) });
    })
    .distinct('contact_document_id')
    .pluck('contact_document_id');
  const rows = (await trx(IDENTITIES).whereIn('contact_document_id', contactIds)) as Row[];
  return rows.map(toRow);
}

export const toRow = (row: Row): IdentityRow => {
  const bar = row.value.indexOf('|');
  return {
    kind: row.kind,
    scope: bar === -1 ? GLOBAL : row.value.slice(0, bar),
    value: row.value.slice(bar + 1),
    raw: row.raw_value ?? row.value.slice(bar + 1),
    contactId: row.contact_document_id,
    status: row.status === 'superseded' ? 'superseded' : 'active',
  };
};

async function attach(trx: Knex, contactId: string, identities: readonly Identity[], now: number): Promise<void> {
  const at = new Date(now);
  // Sorted, so that two processes that meet the same person take the locks in the same order.
  for (const one of [...identities].sort((a, b) => (identityKey(a) < identityKey(b) ? -1 : 1))) {
    await trx(IDENTITIES)
      .insert({
        document_id: createDocumentId(),
        contact_document_id: contactId,
        kind: one.kind,
        value: stored(one),
        raw_value: clip(one.raw),
        status: 'active',
        last_seen_at: now,
        created_at: at,
        updated_at: at,
        published_at: at,
      })
      .onConflict(['kind', 'value'])
      .ignore();
  }
}

/** The raw form that a person last came with is the one that works. */
async function see(trx: Knex, identities: readonly Identity[], now: number): Promise<void> {
  for (const one of identities) {
    await trx(IDENTITIES)
      .where({ kind: one.kind, value: stored(one) })
      .update({ raw_value: clip(one.raw), last_seen_at: now });
  }
}

async function make(trx: Knex, id: string, { name, customers }: NamedPerson, now: number): Promise<Contact> {
  const at = new Date(now);
  // Several customers with one number: somebody who knows them decides.
  const [customer] = customers.length === 1 ? customers : [];
  const called = clip(name || customer?.name || '');
  await trx(CONTACTS).insert({
    document_id: id,
    name: called,
    customer_uid: customer?.uid ?? null,
    customer_document_id: customer?.documentId ?? null,
    customer_name: customer ? clip(customer.name) : null,
    created_at: at,
    updated_at: at,
    published_at: at,
  });
  return { id, name: called };
}

async function named(trx: Knex, id: string, { name }: NamedPerson): Promise<Contact> {
  const row = (await trx(CONTACTS).where({ document_id: id }).select('name').first()) as
    { name: string | null } | undefined;
  if (row?.name) return { id, name: row.name };
  if (name)
    await trx(CONTACTS)
      .where({ document_id: id })
      .update({ name: clip(name) });
  return { id, name };
}

/** The contact of a person, or null when nobody knows them. */
export async function findPerson(trx: Knex, identities: readonly Identity[]): Promise<string | null> {
  const found = resolvePerson(identities, await loadRows(trx, identities));
  return found.outcome === 'found' ? found.contactId : null;
}
