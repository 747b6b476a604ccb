import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot';
import { createMemoryIntake, type MemoryIntake } from '../support/memory-intake';
import { append, connectionTo, DAY, localChannel, mailText, PASSWORD, until, USER } from './mailbox-fixture';
import { runSession, type RunningSession } from './session-runner';

let dovecot: Dovecot;
let intake: MemoryIntake;
const sessions: RunningSession[] = [];
const now = Date.now();
const COUNT = 260;

beforeAll(async () => {
  dovecot = await startDovecot({ passwords: { [USER]: PASSWORD } });
  // One mail an hour: the newest is from now, the oldest almost eleven days old.
  const mails = Array.from({ length: COUNT }, (_, index) => ({
    raw: mailText(`Mail ${index}`),
    receivedAt: now - (COUNT - 1 - index) * 3_600_000,
  }));
  await append(dovecot.imapPort, 'INBOX', mails);
  await append(dovecot.imapPort, 'Sent', mails.slice(-20));
});
afterAll(() => dovecot.stop());
beforeEach(async () => {
  intake = await createMemoryIntake({ importSince: now - 9 * DAY - 1_000 });
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.stop().catch(() => undefined);
  await intake.remove();
});

const start = () => {
  const session = runSession(
    localChannel({ imap: [dovecot.imapPort] }),
    connectionTo({ port: dovecot.imapPort }),
    intake
  );
  sessions.push(session);
  return session;
};
const inbox = () => intake.units.filter(({ path }) => path === 'INBOX');
const done = () =>
  [...intake.folders.values()].length === 2 && [...intake.folders.values()].every(({ importDone }) => importDone);
/** Those not older than the limit, exactly: SEARCH knows only whole days, INTERNALDATE whole seconds. */
const expected = 9 * 24 + 1;

describe('the first import', () => {
  it('brings in exactly what lies within the days asked for, newest first, without alarms, of both folders', async () => {
    start();
    await until(done, 'the import');
    const uids = inbox().map(({ uid }) => uid);
    expect(uids).toHaveLength(expected);
    expect(uids).toEqual([...uids].sort((a, b) => b - a));
    expect(uids[0]).toBe(COUNT);
    expect(intake.units.every(({ backfill }) => backfill)).toBe(true);
    expect(Math.min(...inbox().map(({ receivedAt }) => receivedAt))).toBeGreaterThanOrEqual(intake.importSince);
    expect(intake.units.filter(({ role }) => role === 'sent')).toHaveLength(20);
    expect(intake.folders.get('INBOX')).toMatchObject({
      importUid: 1,
      importTotal: expected,
      importHighUid: COUNT,
      lastUid: COUNT,
    });
  });

  it('goes on where it was broken off, and takes nothing twice', async () => {
    const { commit } = intake;
    let commits = 0;
    intake.commit = (folder, units, cursor) => {
      commits += units.length > 0 ? 1 : 0;
      return commits === 2 ? Promise.reject(new Error('the process died')) : commit(folder, units, cursor);
    };
    const first = start();
    await expect(first.ended).rejects.toMatchObject({ code: 'internal-error' });
    const before = inbox().map(({ uid }) => uid);
    expect(before).toHaveLength(100);
    expect(intake.folders.get('INBOX')).toMatchObject({
      importUid: Math.min(...before),
      importDone: false,
      importTotal: expected,
    });

    start();
    await until(done, 'the import');
    expect(inbox()).toHaveLength(expected);
    expect(new Set(inbox().map(({ uid }) => uid)).size).toBe(expected);
    expect(intake.folders.get('INBOX')?.importTotal).toBe(expected);
  });

  it('lets new mail pass in between', async () => {
    const { commit } = intake;
    const order: string[] = [];
    intake.commit = async (folder, units, cursor) => {
      for (const unit of units) if (folder.role === 'inbox') order.push(unit.backfill ? 'old' : 'new');
      await commit(folder, units, cursor);
      // Comes while the first batch of the import is being journalled.
      if (order.length === 100) await dovecot.deliver(USER, mailText('Urgent'));
    };
    start();
    await until(done, 'the import');
    expect(order.filter((kind) => kind === 'new')).toHaveLength(1);
    expect(order.indexOf('new')).toBe(100);
    dovecot.doveadm('expunge', '-u', USER, 'mailbox', 'INBOX', 'uid', String(COUNT + 1));
  });

  it('imports nothing where nothing is asked for, and what comes later as new', async () => {
    await intake.remove();
    intake = await createMemoryIntake({ importSince: Date.now() + 1_000 });
    const session = start();
    await until(done, 'the import');
    expect(intake.units).toEqual([]);
    await session.stop();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    start();
    await dovecot.deliver(USER, mailText('From now on'));
    await until(() => intake.units.length === 1, 'the mail');
    expect(intake.units[0]?.backfill).toBe(false);
  });

  it('does not alarm anybody for old mail that somebody moves into the inbox', async () => {
    const session = start();
    await until(done, 'the import');
    const [uid] = await append(dovecot.imapPort, 'INBOX', [
      { raw: mailText('From the archive'), receivedAt: now - 400 * DAY },
    ]);
    await session.inStep();
    await until(() => inbox().some((unit) => unit.uid === uid), 'the moved mail');
    expect(inbox().find((unit) => unit.uid === uid)?.backfill).toBe(true);
  });

  it('misses nothing in a full comparison, and brings back what the journal lacks', async () => {
    let clock = Date.now();
    const session = runSession(
      localChannel({ imap: [dovecot.imapPort] }, { now: () => clock }),
      connectionTo({ port: dovecot.imapPort }),
      intake
    );
    sessions.push(session);
    await until(done, 'the import');
    await session.inStep();
    const lost = intake.units.splice(30, 5).map(({ uid }) => uid);
    clock += 25 * 3_600_000;
    await session.inStep();
    const back = inbox().map(({ uid }) => uid);
    for (const uid of lost) expect(back).toContain(uid);
    expect(intake.folders.get('INBOX')?.lastFullReconcileAt).toBe(clock);
    const count = intake.units.length;
    clock += 25 * 3_600_000;
    await session.inStep();
    expect(intake.units).toHaveLength(count);
  });
});
