import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../server/accounts/trouble';
import { startChaosProxy } from '../support/chaos-proxy';
import { startDovecot } from '../support/dovecot';
import { createMemoryIntake, type MemoryIntake } from '../support/memory-intake';
import { append, connectionTo, DAY, localChannel, mailText, PASSWORD, troubleOf, until, USER } from './mailbox-fixture';
import { startScriptedImap, type ScriptedImap, type Whim } from './scripted-imap';
import { runSession } from './session-runner';

let intake: MemoryIntake;
beforeEach(async () => {
  intake = await createMemoryIntake({ importSince: Date.now() - 30 * DAY });
});
afterEach(() => intake.remove());

const uids = () => intake.units.map(({ uid }) => uid).sort((a, b) => a - b);
const filesIn = async (directory: string) =>
  (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
const problems = () =>
  Object.fromEntries(intake.units.filter((unit) => unit.problem).map(({ uid, problem }) => [uid, problem]));

/** Sessions one after another, as a supervisor starts them, until all mails are journalled. */
async function persist(server: { port: number }, count: number, maxSessions = 12): Promise<Trouble[]> {
  const channel = localChannel({ imap: [server.port] });
  const troubles: Trouble[] = [];
  for (let round = 0; round < maxSessions; round += 1) {
    const session = runSession(channel, connectionTo({ port: server.port }), intake);
    const enough = until(() => intake.units.length >= count, 'all mails').then(() => null);
    const end = await Promise.race([enough, session.ended.catch((error: unknown) => error)]);
    if (end === null) {
      await session.stop();
      return troubles;
    }
    void enough.catch(() => undefined);
    troubles.push(end as Trouble);
  }
  throw new Error(`only ${intake.units.length} of ${count} mails after ${maxSessions} sessions`);
}

describe('a mail that the server cannot give', () => {
  let server: ScriptedImap;
  afterEach(() => server.stop());
  const withWhim = async (whim: Whim) => {
    server = await startScriptedImap(
      Array.from({ length: 12 }, (_, index) => ({
        uid: index + 1,
        raw: mailText(`Mail ${index + 1}`),
        whim: index === 6 ? whim : ('fine' as const),
      }))
    );
    return server;
  };

  it.each([
    ['refuse', 'not-returned-by-server', 0],
    ['omit', 'not-returned-by-server', 0],
  ] as const)(
    '(%s) becomes a unit with a problem, and the others come in in the same session',
    async (whim, problem, sessions) => {
      const troubles = await persist(await withWhim(whim), 12);
      expect(troubles).toHaveLength(sessions);
      expect(uids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(problems()).toEqual({ 7: problem });
    }
  );

  it.each([
    ['bomb', 'not-a-mail-server', 2],
    ['drop', 'connection-lost', 6],
  ] as const)(
    '(%s) and ends the connection is set aside after a few tries, and the others come in',
    async (whim, code, sessions) => {
      const troubles = await persist(await withWhim(whim), 12);
      expect(troubles.map((trouble) => trouble.code)).toEqual(Array.from({ length: sessions }, () => code));
      expect(uids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(problems()).toEqual({ 7: 'breaks-connection' });
    }
  );

  it('(garbage) does not stop the mailbox', async () => {
    await persist(await withWhim('garbage'), 12);
    expect(uids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(Object.keys(problems())).toEqual(['7']);
  });

  it('is tried again when the connection breaks for other reasons, and then comes in whole', async () => {
    await withWhim('drop');
    const session = runSession(localChannel({ imap: [server.port] }), connectionTo({ port: server.port }), intake);
    expect(await troubleOf(session.ended)).toMatchObject({ code: 'connection-lost' });
    (server.mails[6] as { whim: Whim }).whim = 'fine';
    expect(await persist(server, 12)).toEqual([]);
    expect(problems()).toEqual({});
  });
});

describe('a server that does not tell UIDNEXT', () => {
  it('is followed all the same, and its last mail is not taken again at each look', async () => {
    const mails = [1, 2, 3].map((uid) => ({ uid, raw: mailText(`Mail ${uid}`), whim: 'fine' as const }));
    const server = await startScriptedImap(mails, { withoutUidNext: true });
    const session = runSession(localChannel({ imap: [server.port] }), connectionTo({ port: server.port }), intake);
    try {
      await until(() => intake.units.length === 3, 'the import');
      await session.inStep();
      const commits = intake.commits.length;
      await session.inStep();
      expect(intake.commits).toHaveLength(commits);
      mails.push({ uid: 9, raw: mailText('Mail 9'), whim: 'fine' });
      await session.inStep();
      expect(uids()).toEqual([1, 2, 3, 9]);
      expect(intake.units.map(({ backfill }) => backfill)).toEqual([true, true, true, false]);
    } finally {
      await session.stop();
      await server.stop();
    }
  });
});

describe('a bad line', () => {
  it('in the middle of a mail leaves nothing of it, and the next session takes it whole', async () => {
    const server = await startDovecot({ passwords: { [USER]: PASSWORD } });
    const proxy = await startChaosProxy({ port: server.imapPort });
    try {
      const raws = [
        mailText('Small'),
        mailText('Large', 'x'.repeat(98).concat('\r\n').repeat(40_000)),
        mailText('Last'),
      ];
      await append(
        server.imapPort,
        'INBOX',
        raws.map((raw) => ({ raw }))
      );
      for (const cutAfterBytes of [3_000, 900_000, 2_500_000]) {
        proxy.faults = { cutAfterBytes };
        const session = runSession(localChannel({ imap: [proxy.port] }), connectionTo({ port: proxy.port }), intake);
        expect((await troubleOf(session.ended)).code).toBe('connection-lost');
      }
      proxy.faults = {};
      await persist(proxy, 3);
      const stored = await Promise.all([...intake.units].sort((a, b) => a.uid - b.uid).map((unit) => intake.raw(unit)));
      expect(stored.map((raw) => raw.length)).toEqual(raws.map((raw) => raw.length));
      expect(stored).toEqual(raws);
      expect(await filesIn(dirname(intake.files.stagingDirectory))).toBe(raws.length);
    } finally {
      await proxy.stop();
      await server.stop();
    }
  });

  it('in the middle of many mails leaves none of them in the store without a row', async () => {
    const server = await startDovecot({ passwords: { [USER]: PASSWORD } });
    const proxy = await startChaosProxy({ port: server.imapPort });
    try {
      const raws = Array.from({ length: 20 }, (_, index) =>
        mailText(`Mail ${index}`, 'x'.repeat(98).concat('\r\n').repeat(1_000))
      );
      await append(
        server.imapPort,
        'INBOX',
        raws.map((raw) => ({ raw }))
      );
      // Slowly, so that the first mails are stored by then.
      proxy.faults = { cutAfterBytes: 1_000_000, sliceBytes: 64 * 1024, latencyMs: 10 };
      const session = runSession(localChannel({ imap: [proxy.port] }), connectionTo({ port: proxy.port }), intake);
      expect((await troubleOf(session.ended)).code).toBe('connection-lost');
      expect(intake.units).toEqual([]);
      expect(await filesIn(dirname(intake.files.stagingDirectory))).toBe(0);
      proxy.faults = {};
      await persist(proxy, 20);
      expect(await filesIn(dirname(intake.files.stagingDirectory))).toBe(20);
    } finally {
      await proxy.stop();
      await server.stop();
    }
  });

  it('that hands on one byte at a time works', async () => {
    const server = await startDovecot({ passwords: { [USER]: PASSWORD } });
    const proxy = await startChaosProxy({ port: server.imapPort });
    proxy.faults = { sliceBytes: 1 };
    try {
      await server.deliver(USER, mailText('Slowly'));
      await persist(proxy, 1);
      expect(await intake.raw(intake.units[0]!)).toContain('Subject: Slowly');
    } finally {
      await proxy.stop();
      await server.stop();
    }
  });
});

describe('a hostile server', () => {
  const cases: [string, (write: (text: string) => void, end: (text: string) => void) => void][] = [
    ['never ends its line', (write) => setInterval(() => write('x'.repeat(256 * 1024)), 1).unref()],
    ['greets with half a million lines', (_write, end) => end('* OK hi\r\n'.concat('* 1 EXISTS\r\n'.repeat(500_000)))],
  ];
  it.each(cases)(
    'that %s costs little memory and ends as a trouble',
    async (_what, behave) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        behave(
          (text) => void (socket.writableLength < 1_000_000 && socket.write(text)),
          (text) => void socket.end(text)
        );
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const port = (server.address() as AddressInfo).port;
      const before = process.memoryUsage().rss;
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
      const session = runSession(localChannel({ imap: [port] }), connectionTo({ port }), intake);
      const trouble = await troubleOf(session.ended);
      clearInterval(watch);
      server.close();
      expect(trouble.class).toBe('transient');
      expect(peak - before).toBeLessThan(150 * 1024 * 1024);
    },
    90_000
  );
});

describe('a large mail', () => {
  it('goes to the disk in pieces: 50 MB take less than 100 MB of memory', async () => {
    const server = await startDovecot({ passwords: { [USER]: PASSWORD } });
    try {
      const size = 50 * 1024 * 1024;
      const line = 'A'.repeat(76).concat('\r\n');
      const raw = mailText('Plans', line.repeat(Math.floor(size / line.length)));
      await append(server.imapPort, 'INBOX', [{ raw: Buffer.from(raw) }]);
      const channel = localChannel({ imap: [server.imapPort] });
      global.gc?.();
      const before = process.memoryUsage().rss;
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
      const session = runSession(channel, connectionTo({ port: server.imapPort }), intake);
      await until(() => intake.units.length === 1, 'the mail', 60_000);
      clearInterval(watch);
      await session.stop();
      expect(intake.units[0]?.size).toBe(raw.length);
      expect(peak - before).toBeLessThan(100 * 1024 * 1024);
    } finally {
      await server.stop();
    }
  }, 90_000);
});
