import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLost } from '../../server/channels/channel';
import { StorageFullError } from '../../server/files/file-store';
import { startDovecot, type Dovecot } from '../support/dovecot';
import { createMemoryIntake, type MemoryIntake } from '../support/memory-intake';
import {
  append,
  connectionTo,
  DAY,
  localChannel,
  mailClient,
  mailText,
  PASSWORD,
  troubleOf,
  until,
  USER,
} from './mailbox-fixture';
import { runSession, type RunningSession } from './session-runner';

let dovecot: Dovecot;
let intake: MemoryIntake;
let session: RunningSession | null = null;

beforeAll(async () => {
  dovecot = await startDovecot({ passwords: { [USER]: PASSWORD } });
});
afterAll(() => dovecot.stop());
beforeEach(async () => {
  for (const box of ['INBOX', 'Sent', 'Archive']) {
    if (dovecot.doveadm('mailbox', 'list', '-u', USER).split('\n').includes(box))
      dovecot.doveadm('expunge', '-u', USER, 'mailbox', box, 'all');
  }
  intake = await createMemoryIntake({ importSince: Date.now() - 30 * DAY });
});
afterEach(async () => {
  await session?.stop().catch(() => undefined);
  session = null;
  await intake.remove();
});

const start = (channel = localChannel({ imap: [dovecot.imapPort] })) => {
  session = runSession(channel, connectionTo({ port: dovecot.imapPort }), intake);
  return session;
};
const subjects = async (units = intake.units) =>
  Promise.all(units.map(async (unit) => /^Subject: (.*)\r$/m.exec(await intake.raw(unit))?.[1]));

describe('a session', () => {
  it('brings in what comes while it waits, well before the next poll', async () => {
    const running = start();
    await running.inStep();
    const delivered = Date.now();
    await dovecot.deliver(USER, mailText('Presupuesto P-2041'));
    await until(() => intake.units.length === 1, 'the mail');
    expect(Date.now() - delivered).toBeLessThan(3_000);
    expect(await subjects()).toEqual(['Presupuesto P-2041']);
    expect(intake.units[0]).toMatchObject({ path: 'INBOX', role: 'inbox', backfill: false });
    expect(Math.abs((intake.units[0]?.receivedAt ?? 0) - delivered)).toBeLessThan(60_000);
  });

  it('misses none of a quick series, and takes each once', async () => {
    const running = start();
    await running.inStep();
    const names = Array.from({ length: 30 }, (_, index) => `Mail ${index}`);
    for (const name of names) await dovecot.deliver(USER, mailText(name));
    await until(() => intake.units.length >= names.length, 'all of them');
    await running.inStep();
    expect((await subjects()).sort()).toEqual([...names].sort());
  });

  it('keeps the mail byte for byte', async () => {
    const raw = mailText('Bytes', 'ñandú \u0001 \ttab  end ', ['X-Eight: \u00e1']);
    await append(dovecot.imapPort, 'INBOX', [{ raw: Buffer.from(raw, 'latin1') }]);
    await start().inStep();
    await until(() => intake.units.length === 1, 'the mail');
    expect(await intake.raw(intake.units[0]!)).toBe(raw);
    expect(intake.units[0]?.size).toBe(Buffer.byteLength(raw, 'latin1'));
  });

  it('changes nothing in the mailbox: mails stay unread', async () => {
    await dovecot.deliver(USER, mailText('Unread'));
    await start().inStep();
    await until(() => intake.units.length === 1, 'the mail');
    expect(dovecot.doveadm('fetch', '-u', USER, 'flags', 'mailbox', 'INBOX', 'all')).not.toMatch(/\\Seen/);
  });

  it('reads what people send from other mail clients', async () => {
    const running = start();
    await running.inStep();
    await append(dovecot.imapPort, 'Sent', [{ raw: mailText('Answer from Outlook') }]);
    await running.inStep();
    await until(() => intake.units.length === 1, 'the copy');
    expect(intake.units[0]).toMatchObject({ path: 'Sent', role: 'sent' });
  });

  it('gives a moved or copied mail a location of its own, with the same bytes', async () => {
    const running = start();
    await running.inStep();
    await dovecot.deliver(USER, mailText('Travelling'));
    await until(() => intake.units.length === 1, 'the mail');
    const client = await mailClient(dovecot.imapPort);
    await client.mailboxOpen('INBOX');
    await client.messageCopy('1:*', 'Sent');
    await client.mailboxCreate('Archive');
    await client.messageMove('1:*', 'Archive');
    await client.mailboxOpen('Archive');
    await client.messageMove('1:*', 'INBOX');
    await client.logout();
    await until(() => intake.units.length === 3, 'the locations');
    const raws = await Promise.all(intake.units.map((unit) => intake.raw(unit)));
    expect(new Set(raws).size).toBe(1);
    expect(intake.units.map(({ path }) => path).sort()).toEqual(['INBOX', 'INBOX', 'Sent']);
  });

  it('goes on where it stopped, and does not take the last mail again when there is nothing new', async () => {
    let running = start();
    await running.inStep();
    await dovecot.deliver(USER, mailText('First'));
    await until(() => intake.units.length === 1, 'the first');
    await running.stop();
    await dovecot.deliver(USER, mailText('Meanwhile'));
    running = start();
    await running.inStep();
    await running.inStep();
    expect(await subjects()).toEqual(['First', 'Meanwhile']);
    const after = intake.commits.filter(({ cursor }) => cursor.lastUid !== undefined);
    expect(new Set(after.map(({ path, cursor }) => `${path} ${cursor.lastUid}`)).size).toBe(after.length);
  });

  it('finds by comparing UIDs what the cursor passed by', async () => {
    let clock = Date.now();
    const channel = localChannel({ imap: [dovecot.imapPort] }, { now: () => clock });
    const running = start(channel);
    await running.inStep();
    for (const name of ['One', 'Two', 'Three']) await dovecot.deliver(USER, mailText(name));
    await until(() => intake.units.length === 3, 'three mails');
    // As if the server had shown the second only after the third.
    intake.units.splice(1, 1);
    await running.inStep();
    expect(await subjects()).toEqual(['One', 'Three']);
    clock += 16 * 60_000;
    await running.inStep();
    expect(await subjects()).toEqual(['One', 'Three', 'Two']);
    expect(intake.folders.get('INBOX')?.lastReconcileAt).toBe(clock);
  });

  it('survives mails that go away while it reads', async () => {
    const running = start();
    await running.inStep();
    for (let round = 0; round < 5; round += 1) {
      const uids = await append(
        dovecot.imapPort,
        'INBOX',
        Array.from({ length: 10 }, (_, i) => ({ raw: mailText(`Gone ${round}-${i}`) }))
      );
      expect(uids).toHaveLength(10);
      dovecot.doveadm('expunge', '-u', USER, 'mailbox', 'INBOX', 'all');
    }
    await dovecot.deliver(USER, mailText('Still here'));
    await until(async () => (await subjects()).includes('Still here'), 'the last mail');
  });

  it('reads a mailbox that cannot be written', async () => {
    const locked = await startDovecot({ passwords: { [USER]: PASSWORD }, readOnlyUsers: [USER] });
    try {
      await locked.deliver(USER, mailText('Look only'));
      const running = runSession(
        localChannel({ imap: [locked.imapPort] }),
        connectionTo({ port: locked.imapPort }),
        intake
      );
      await until(() => intake.units.length === 1, 'the mail');
      await running.stop();
      expect(await subjects()).toEqual(['Look only']);
    } finally {
      await locked.stop();
    }
  });

  it('reads only the inbox where there is no folder of sent mail, and finds that folder once it is made', async () => {
    const bare = await startDovecot({ passwords: { [USER]: PASSWORD }, sentFolder: null });
    try {
      const running = runSession(
        localChannel({ imap: [bare.imapPort] }),
        connectionTo({ port: bare.imapPort }),
        intake
      );
      await running.inStep();
      const client = await mailClient(bare.imapPort);
      await client.mailboxCreate('Elementos enviados');
      await client.append('Elementos enviados', mailText('Escrito en otro sitio'), []);
      await client.logout();
      await running.inStep();
      await running.inStep();
      expect(intake.units).toHaveLength(1);
      expect(intake.units[0]).toMatchObject({ path: 'Elementos enviados', role: 'sent' });
      await running.stop();
    } finally {
      await bare.stop();
    }
  });
});

describe('a changed UIDVALIDITY', () => {
  it('imports the folder again without alarms, drops nothing, and takes new mail as new', async () => {
    let running = start();
    await running.inStep();
    for (const name of ['One', 'Two']) await dovecot.deliver(USER, mailText(name));
    await until(() => intake.units.length === 2, 'two mails');
    await running.stop();
    const before = intake.folders.get('INBOX')!.uidValidity;
    dovecot.doveadm('mailbox', 'update', '-u', USER, '--uid-validity', String(Number(before) + 1000), 'INBOX');

    running = start();
    await until(() => intake.units.length === 4, 'the mails under their new UIDs');
    await running.inStep();
    await dovecot.deliver(USER, mailText('Three'));
    await until(() => intake.units.length === 5, 'the new mail');
    expect(intake.folders.get('INBOX')?.uidValidity).not.toBe(before);
    expect(intake.units.map(({ backfill }) => backfill)).toEqual([false, false, true, true, false]);
    expect((await subjects()).slice(2).sort()).toEqual(['One', 'Three', 'Two']);
  });
});

describe('what ends a session', () => {
  it('is a refused password, told as such', async () => {
    const refused = runSession(
      localChannel({ imap: [dovecot.imapPort] }),
      connectionTo({ port: dovecot.imapPort }, {}, { password: 'canary-wrong' }),
      intake
    );
    expect(await troubleOf(refused.ended)).toMatchObject({ code: 'login-refused', class: 'refused' });
  });

  it('is a server that goes down, which is transient; the next session goes on', async () => {
    const own = await startDovecot({ passwords: { [USER]: PASSWORD } });
    try {
      const channel = localChannel({ imap: [own.imapPort] });
      const connection = connectionTo({ port: own.imapPort });
      let running = runSession(channel, connection, intake);
      await running.inStep();
      await own.kill();
      expect(await troubleOf(running.ended)).toMatchObject({ code: 'connection-lost', class: 'transient' });
      expect(await troubleOf(runSession(channel, connection, intake).ended)).toMatchObject({
        code: 'connection-refused',
        class: 'transient',
      });
      await own.start();
      await own.deliver(USER, mailText('Back again'));
      running = runSession(channel, connection, intake);
      await until(() => intake.units.length === 1, 'the mail');
      await running.stop();
    } finally {
      await own.stop();
    }
  });

  it('is a kick by the server, noticed at once and not at the next poll', async () => {
    const running = start();
    await running.inStep();
    dovecot.doveadm('kick', USER);
    const from = Date.now();
    expect((await troubleOf(running.ended)).class).toBe('transient');
    expect(Date.now() - from).toBeLessThan(3_000);
  });

  it('is a full disk: the mail stays on the server, and nothing half-done in the store', async () => {
    await dovecot.deliver(USER, mailText('No room'));
    let room = false;
    const { put } = intake.files;
    intake.files.put = (content) => (room ? put(content) : Promise.reject(new StorageFullError()));
    const full = start();
    expect(await troubleOf(full.ended)).toMatchObject({ code: 'storage-full', class: 'transient' });
    expect(intake.units).toEqual([]);
    room = true;
    start();
    await until(() => intake.units.length === 1, 'the mail');
  });

  it('is the loss of the lease, which passes through as it is', async () => {
    const running = start();
    await running.inStep();
    intake.failNextCommit(new LeaseLost());
    await dovecot.deliver(USER, mailText('Not ours'));
    await expect(running.ended).rejects.toBeInstanceOf(LeaseLost);
    expect(intake.units).toEqual([]);
  });

  it('is a database that is away, told from a mail server that is', async () => {
    const running = start();
    await running.inStep();
    intake.failNextCommit(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    await dovecot.deliver(USER, mailText('Later'));
    expect(await troubleOf(running.ended)).toMatchObject({ code: 'internal-error' });
    start();
    await until(() => intake.units.length === 1, 'the mail');
  });

  it('is the abort, within a second and with a goodbye', async () => {
    const running = start();
    await running.inStep();
    const from = Date.now();
    await running.stop();
    expect(Date.now() - from).toBeLessThan(1_000);
    expect(await dovecot.log()).toContain('Logged out');
  });
});
