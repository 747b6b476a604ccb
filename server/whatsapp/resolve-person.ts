import { findable, identityKey, IDENTITY_KINDS, type Identity } from './identity';

/** A stored identity. Superseded ones still find their contact, since webhooks come days late. */
export interface IdentityRow extends Identity {
  contactId: string;
  status: 'active' | 'superseded';
}

export type Resolution =
  | { outcome: 'create'; attach: Identity[]; conflict: Conflict | null }
  | { outcome: 'found'; contactId: string; attach: Identity[]; conflict: Conflict | null };

/**
 * The identities of one event belong to several contacts. They are left as they are: a number changes hands, and merged
 * conversations cannot be told apart again. Somebody who looks at both decides.
 */
export interface Conflict {
  contactIds: string[];
  identities: Identity[];
}

/**
 * Whose event it is, by the rows stored for its identities and the other rows of the contacts that those lead to: BSUID
 * before parent before number, active before superseded. `attach` are those to store with the contact; what belongs to
 * somebody else is never among them.
 */
export function resolvePerson(identities: readonly Identity[], rows: readonly IdentityRow[]): Resolution {
  const wanted = findable(identities);
  const keys = new Set(wanted.map(identityKey));
  const matching = rows.filter((row) => keys.has(identityKey(row))).sort(byTrust);
  const taken = new Set(matching.filter(({ status }) => status === 'active').map(identityKey));
  const attach = identities.filter((one) => !taken.has(identityKey(one)));

  const [first] = matching.filter((row) => !isAnothersNumber(row, wanted, rows));
  const foreign = matching.filter((row) => row.status === 'active' && row.contactId !== first?.contactId);
  const conflict = foreign.length === 0 ? null : conflictOf(first?.contactId, foreign, wanted);
  return first
    ? { outcome: 'found', contactId: first.contactId, attach, conflict }
    : { outcome: 'create', attach, conflict };
}

function conflictOf(own: string | undefined, foreign: readonly IdentityRow[], wanted: readonly Identity[]): Conflict {
  const elsewhere = new Set(foreign.map(identityKey));
  const contactIds = new Set([...(own === undefined ? [] : [own]), ...foreign.map((row) => row.contactId)]);
  return { contactIds: [...contactIds], identities: wanted.filter((one) => elsewhere.has(identityKey(one))) };
}

/**
 * Numbers are given to new people after a while. With a user id that is not its contact's, a number that was given up,
 * or one whose contact has another user id, does not find that contact.
 */
function isAnothersNumber(row: IdentityRow, wanted: readonly Identity[], rows: readonly IdentityRow[]): boolean {
  if (row.kind === 'bsuid' || row.kind === 'parent-bsuid') return false;
  const userId = wanted.find(({ kind }) => kind === 'bsuid');
  if (!userId) return false;
  const own = rows.filter(
    (one) => one.contactId === row.contactId && one.kind === 'bsuid' && one.scope === userId.scope
  );
  if (own.some(({ value }) => value === userId.value)) return false;
  return row.status === 'superseded' || own.some(({ status }) => status === 'active');
}

function byTrust(one: IdentityRow, other: IdentityRow): number {
  const byStatus = Number(one.status === 'superseded') - Number(other.status === 'superseded');
  if (byStatus !== 0) return byStatus;
  const byKind = IDENTITY_KINDS.indexOf(one.kind) - IDENTITY_KINDS.indexOf(other.kind);
  // The last word must not be that of the order in which a database gives rows.
  return byKind !== 0 ? byKind : one.contactId < other.contactId ? -1 : one.contactId > other.contactId ? 1 : 0;
}

export interface Rotation {
  /** Ids of the person before the change, and after it. */
  before: Identity[];
  after: Identity[];
}

export type RotationDecision =
  | { outcome: 'unknown-person'; attach: Identity[] }
  | { outcome: 'conflict'; conflict: Conflict }
  | { outcome: 'rotate'; contactId: string; attach: Identity[]; supersede: Identity[] };

/**
 * A person's number or user id changed. The old ids stay, superseded; where the new ones are somebody else's, nothing
 * changes but that it is told.
 *
 * Meta: webhooks/reference/messages/system.
 */
export function decideRotation({ before, after }: Rotation, rows: readonly IdentityRow[]): RotationDecision {
  const old = resolvePerson(before, rows);
  const next = resolvePerson(
    after,
    rows.filter(({ status }) => status === 'active')
  );
  if (old.outcome === 'create') {
    return next.outcome === 'create'
      ? { outcome: 'unknown-person', attach: [...after] }
      : settle(next.contactId, next.attach, []);
  }
  if (old.conflict) return { outcome: 'conflict', conflict: old.conflict };
  if (next.outcome === 'found') {
    if (next.conflict) return { outcome: 'conflict', conflict: next.conflict };
    if (next.contactId !== old.contactId) {
      return {
        outcome: 'conflict',
        conflict: { contactIds: [old.contactId, next.contactId], identities: findable(after) },
      };
    }
  }
  const kept = new Set(after.map(identityKey));
  // Only what was replaced by one of its kind: a new user id leaves the number as it was.
  const replaced = new Set(after.map(({ kind }) => kind));
  const supersede = before.filter((one) => replaced.has(one.kind) && !kept.has(identityKey(one)));
  return settle(old.contactId, next.attach, supersede);
}

const settle = (contactId: string, attach: Identity[], supersede: Identity[]): RotationDecision => ({
  outcome: 'rotate',
  contactId,
  attach,
  supersede,
});

/**
 * Where to send: the number that last worked, exactly as it was received, since WhatsApp refuses some spellings that a
 * numbering plan prefers. Null where only a user id is known; with both the number wins at Meta.
 */
export function recipientOf(
  rows: readonly (IdentityRow & { lastWorkedAt: number | null; lastSeenAt: number })[]
): { to: string } | { recipient: string } | null {
  const newest = (kind: IdentityRow['kind']) =>
    rows
      .filter((row) => row.kind === kind && row.status === 'active')
      .sort(
        (one, other) => (other.lastWorkedAt ?? -1) - (one.lastWorkedAt ?? -1) || other.lastSeenAt - one.lastSeenAt
      )[0];
  const number = newest('wa-id') ?? newest('phone');
  // Without a plus Meta takes the number for one of our own country.
  if (number) return { to: `+${number.raw.replace(/^\+/, '')}` };
  const user = newest('bsuid') ?? newest('parent-bsuid');
  return user ? { recipient: user.raw } : null;
}
