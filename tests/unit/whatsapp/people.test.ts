import { describe, expect, it } from 'vitest';
import {
  findable,
  identitiesOf,
  isBsuid,
  spellingsOf,
  type Identity,
  type KnownIds,
} from '../../../server/whatsapp/identity';
import { decideRotation, recipientOf, resolvePerson, type IdentityRow } from '../../../server/whatsapp/resolve-person';

const scope = { portfolioId: 'P1', wabaId: 'W1' };
const ids = (person: Partial<KnownIds>): Identity[] =>
  identitiesOf({ waId: null, userId: null, parentUserId: null, username: null, ...person }, scope);
const rows = (contactId: string, person: Partial<KnownIds>, status: IdentityRow['status'] = 'active'): IdentityRow[] =>
  findable(ids(person)).map((identity) => ({ ...identity, contactId, status }));

const A = 'US.1';
const B = 'US.2';

describe('identities', () => {
  it('come with their scope, in the order of their worth', () => {
    expect(ids({ waId: '5215512345678', userId: A, parentUserId: 'US.ENT.9', username: 'Ann.B' })).toEqual([
      { kind: 'bsuid', scope: 'portfolio:P1', value: A, raw: A },
      { kind: 'parent-bsuid', scope: 'portfolio:P1', value: 'US.ENT.9', raw: 'US.ENT.9' },
      { kind: 'wa-id', scope: 'global', value: '+525512345678', raw: '5215512345678' },
      { kind: 'phone', scope: 'global', value: '+525512345678', raw: '+5215512345678' },
      { kind: 'username', scope: 'portfolio:P1', value: 'ann.b', raw: 'Ann.B' },
    ]);
    const [alone] = identitiesOf(
      { waId: null, userId: A, parentUserId: null, username: null },
      { portfolioId: null, wabaId: 'W1' }
    );
    expect(alone?.scope).toBe('waba:W1');
  });

  it('leave out what only looks like a user id', () => {
    expect(['US.1', 'US.ENT.1', 'us.1', 'US.', 'US.1.2', '1650'].filter(isBsuid)).toEqual(['US.1', 'US.ENT.1']);
    expect(ids({ userId: '16505551234' })).toEqual([]);
    expect(ids({ username: 'ann' }).map(({ kind }) => kind)).toEqual(['username']);
  });

  it('give all spellings for records of the host', () => {
    expect(spellingsOf('554188887777')).toEqual(['+554188887777', '+5541988887777']);
    expect(spellingsOf('US.1')).toEqual([]);
  });
});

describe('whose event it is', () => {
  it('is a new person when nothing is known, and a user name finds nobody', () => {
    const event = ids({ userId: A, username: 'ann' });
    const named: IdentityRow = { ...(ids({ username: 'ann' })[0] as Identity), contactId: 'c1', status: 'active' };
    expect(resolvePerson(event, [named])).toEqual({ outcome: 'create', attach: event, conflict: null });
  });

  it('is the person with the other spelling of the number', () => {
    const known = rows('c1', { waId: '5491123456789' });
    expect(resolvePerson(ids({ waId: '541123456789' }), known)).toMatchObject({
      outcome: 'found',
      contactId: 'c1',
      attach: [],
    });
  });

  it('learns what it did not know', () => {
    expect(resolvePerson(ids({ waId: '16505551234', userId: A }), rows('c1', { waId: '16505551234' }))).toEqual({
      outcome: 'found',
      contactId: 'c1',
      attach: ids({ userId: A }),
      conflict: null,
    });
  });

  it('goes by the user id where the number is somebody else, and merges nothing', () => {
    const known = [...rows('c1', { userId: A }), ...rows('c2', { waId: '16505551234' })];
    for (const order of [known, [...known].reverse()]) {
      expect(resolvePerson(ids({ userId: A, waId: '16505551234' }), order)).toMatchObject({
        outcome: 'found',
        contactId: 'c1',
        attach: [],
        conflict: { contactIds: ['c1', 'c2'], identities: [{ kind: 'wa-id' }, { kind: 'phone' }] },
      });
    }
  });

  it('is a stranger with a number that was another person: not their contact', () => {
    const given = rows('c1', { waId: '16505551234' }, 'superseded');
    expect(
      resolvePerson(ids({ userId: B, waId: '16505551234' }), [...given, ...rows('c1', { userId: A })])
    ).toMatchObject({
      outcome: 'create',
      conflict: null,
    });
    const kept = rows('c1', { waId: '16505551234', userId: A });
    expect(resolvePerson(ids({ userId: B, waId: '16505551234' }), kept)).toMatchObject({
      outcome: 'create',
      attach: ids({ userId: B }),
      conflict: { contactIds: ['c1'] },
    });
  });

  it('is found by ids of before a change, in webhooks that come late', () => {
    const known = [...rows('c1', { userId: A, waId: '16505551234' }, 'superseded'), ...rows('c1', { userId: B })];
    expect(resolvePerson(ids({ userId: A, waId: '16505551234' }), known)).toMatchObject({
      outcome: 'found',
      contactId: 'c1',
    });
    expect(resolvePerson(ids({ waId: '16505551234' }), known)).toMatchObject({ outcome: 'found', contactId: 'c1' });
  });
});

describe('a change of number or user id', () => {
  const known = rows('c1', { userId: A, waId: '16505551234' });

  it('keeps the old ids, superseded, and what was not replaced', () => {
    expect(
      decideRotation({ before: ids({ userId: A, waId: '16505551234' }), after: ids({ userId: B }) }, known)
    ).toEqual({
      outcome: 'rotate',
      contactId: 'c1',
      attach: ids({ userId: B }),
      supersede: ids({ userId: A }),
    });
  });

  it('is told twice without harm', () => {
    const after = [...rows('c1', { userId: A }, 'superseded'), ...rows('c1', { userId: B })];
    expect(decideRotation({ before: ids({ userId: A }), after: ids({ userId: B }) }, after)).toMatchObject({
      outcome: 'rotate',
      contactId: 'c1',
      attach: [],
    });
  });

  it('touches nobody else', () => {
    const both = [...known, ...rows('c2', { waId: '12195555358' })];
    expect(decideRotation({ before: ids({ userId: A }), after: ids({ waId: '12195555358' }) }, both)).toMatchObject({
      outcome: 'conflict',
      conflict: { contactIds: ['c1', 'c2'] },
    });
    expect(decideRotation({ before: ids({ userId: 'US.8' }), after: ids({ userId: 'US.9' }) }, both)).toMatchObject({
      outcome: 'unknown-person',
    });
  });
});

describe('where to send', () => {
  const at = (row: IdentityRow[], lastWorkedAt: number | null, lastSeenAt = 0) =>
    row.map((one) => ({ ...one, lastWorkedAt, lastSeenAt }));

  it('is the raw number that last worked', () => {
    const stored = [
      ...at(rows('c1', { waId: '5491123456789' }), 5, 1),
      ...at(rows('c1', { waId: '541123456789' }), null, 9),
    ];
    expect(recipientOf(stored)).toEqual({ to: '+5491123456789' });
  });

  it('is the user id where there is no number, and nothing where there is neither', () => {
    expect(recipientOf(at(rows('c1', { userId: A }), null))).toEqual({ recipient: A });
    expect(recipientOf(at(rows('c1', { waId: '16505551234' }, 'superseded'), 9))).toBeNull();
  });
});
