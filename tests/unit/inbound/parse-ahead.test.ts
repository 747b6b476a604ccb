import { describe, expect, it } from 'vitest';
import { SUSPECT_TRIES, type Journal, type JournalEntry } from '../../../server/inbound/journal';
import { createParseAhead } from '../../../server/inbound/parse-ahead';
import type { Preparer, ReadyMail } from '../../../server/inbound/prepare';

const entry = (id: number, attempts = 0): JournalEntry => ({
  id,
  externalKey: '',
  documentId: `entry${id}`,
  role: 'inbox',
  backfill: false,
  rawKey: `raw-${id}`,
  size: 1,
  receivedAt: id,
  attempts,
});

/** The journal's own rule: what was tried before is handed out alone. */
function fakeJournal(entries: JournalEntry[], batch: number) {
  const returned: number[] = [];
  const taken: number[][] = [];
  const journal: Journal = {
    async take(_accountId, _limit, after) {
      const rest = entries.filter(({ id }) => !after.includes(id)).slice(0, batch);
      const tried = rest.find((each) => each.attempts >= SUSPECT_TRIES);
      const given = (tried ? [tried] : rest).map((each) => ({ ...each, attempts: each.attempts + 1 }));
      taken.push(given.map(({ id }) => id));
      return given;
    },
    giveBack: async (ids) => void returned.push(...ids),
    settle: async () => undefined,
  };
  return { journal, returned, taken, remove: (ids: number[]) => entries.splice(0, ids.length) };
}

function fakePreparer() {
  const begun: number[][] = [];
  const discarded: number[] = [];
  const preparer: Preparer = {
    async prepare(list) {
      begun.push(list.map(({ id }) => id));
      if (list.some(({ id }) => id === 666)) throw new Error('no room');
      return list.map((each): ReadyMail => ({
        entry: each,
        files: [],
        outcome: { status: 'quarantined', reason: 'unparsable', detail: '', from: null, subject: null },
      }));
    },
    forget: async () => undefined,
    discard: async (mails) => void discarded.push(...mails.map((mail) => mail.entry.id)),
  };
  return { preparer, begun, discarded };
}

describe('parsing ahead', () => {
  it('takes two batches ahead and no entry twice', async () => {
    const { journal, taken } = fakeJournal(
      [1, 2, 3, 4, 5, 6].map((id) => entry(id)),
      2
    );
    const { preparer } = fakePreparer();
    const ahead = createParseAhead(journal, preparer, 'account', 20);
    await ahead.fill();
    expect(taken).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect((await ahead.next())?.map((mail) => mail.entry.id)).toEqual([1, 2]);
    await ahead.fill();
    expect(taken.at(-1)).toEqual([5, 6]);
  });

  it('parses a suspect only when its turn has come, with nothing beside it', async () => {
    const { journal, taken } = fakeJournal([entry(1, SUSPECT_TRIES), entry(2), entry(3)], 2);
    const { preparer, begun } = fakePreparer();
    const ahead = createParseAhead(journal, preparer, 'account', 20);
    await ahead.fill();
    expect(taken).toEqual([[1]]);
    expect(begun).toEqual([]);
    await ahead.next();
    expect(begun).toEqual([[1]]);
    await ahead.fill();
    expect(taken).toEqual([[1]]);
    ahead.done();
    await ahead.fill();
    expect(taken.length).toBeGreaterThan(1);
  });

  it('takes no more than a turn may have, so that nothing is parsed in vain', async () => {
    const { journal, taken, returned } = fakeJournal(
      [1, 2, 3, 4].map((id) => entry(id)),
      1
    );
    const ahead = createParseAhead(journal, fakePreparer().preparer, 'account', 3);
    await ahead.fill();
    for (let batch = 0; batch < 3; batch += 1) {
      expect(await ahead.next()).toHaveLength(1);
      ahead.done();
      await ahead.fill();
    }
    expect(ahead.isSpent).toBe(true);
    expect(await ahead.next()).toBeNull();
    await ahead.giveBack();
    expect(returned).toEqual([]);
    expect(taken).toHaveLength(3);
  });

  it('gives back what was taken and not done, and keeps the files of the batch in hand', async () => {
    const { journal, returned } = fakeJournal(
      [1, 2, 3].map((id) => entry(id)),
      1
    );
    const { preparer, discarded } = fakePreparer();
    const ahead = createParseAhead(journal, preparer, 'account', 20);
    await ahead.fill();
    await ahead.next();
    await ahead.giveBack();
    expect(returned).toEqual([1, 2]);
    expect(discarded).toEqual([2]);
    expect(await ahead.next()).toBeNull();
  });

  it('gives back a batch that could not be prepared', async () => {
    const { journal, returned } = fakeJournal([entry(1), entry(666)], 1);
    const { preparer } = fakePreparer();
    const ahead = createParseAhead(journal, preparer, 'account', 20);
    await ahead.fill();
    await ahead.next();
    ahead.done();
    await expect(ahead.next()).rejects.toThrow('no room');
    await ahead.giveBack();
    expect(returned).toEqual([666]);
  });
});
