import type { MailboxObject } from 'imapflow';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImapConnection } from '../../../server/channels/imap/connection';
import { watchFolder } from '../../../server/channels/imap/folder-watch';
import { createSuspects } from '../../../server/channels/imap/suspects';
import { createMemoryIntake, type MemoryIntake } from '../../support/memory-intake';

let intake: MemoryIntake;
beforeEach(async () => {
  intake = await createMemoryIntake({ importSince: 0 });
});
afterEach(() => intake.remove());

/** How many of the looks compared UIDs; one look for each state that the folder is found in. */
async function looksThatCompare(states: (bigint | undefined)[], pauseMs: number): Promise<number[]> {
  let clock = 0;
  let compared = 0;
  let highestModseq: bigint | undefined;
  const mailbox = () => ({ uidValidity: 7n, uidNext: 1, exists: 0, highestModseq }) as unknown as MailboxObject;
  const imap = {
    examine: () => Promise.resolve(mailbox()),
    run: () => Promise.resolve([]),
  } as unknown as ImapConnection;
  const { knownUids } = intake;
  intake.knownUids = (folder, fromUid) => {
    compared += 1;
    return knownUids(folder, fromUid);
  };
  const context = { accountId: 'a', files: intake.files, suspects: createSuspects(), now: () => clock };
  const schedule = { reconcileMinutes: 15, fullReconcileHours: 24 };
  const watch = await watchFolder('INBOX', 'inbox', { imap, intake, context, schedule });
  await watch.followUp();
  const counts: number[] = [];
  for (const state of states) {
    clock += pauseMs;
    highestModseq = state;
    const before = compared;
    await watch.reconcileIfDue();
    expect(intake.folders.get('INBOX')?.lastReconcileAt).toBe(clock);
    counts.push(compared - before);
  }
  return counts;
}

const QUARTER_HOUR = 16 * 60_000;

it('compares UIDs only when something has happened in the folder', async () => {
  expect(await looksThatCompare([5n, 5n, 6n, 6n], QUARTER_HOUR)).toEqual([1, 0, 1, 0]);
});

it('compares them each time on a server without CONDSTORE', async () => {
  expect(await looksThatCompare([undefined, undefined], QUARTER_HOUR)).toEqual([1, 1]);
});

it('compares them once a day whatever the server says', async () => {
  expect(await looksThatCompare([5n, 5n, 5n], 25 * 3_600_000)).toEqual([1, 1, 1]);
});
