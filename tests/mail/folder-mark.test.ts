import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDovecot, type Dovecot } from '../support/dovecot';
import { createMemoryIntake, type MemoryIntake } from '../support/memory-intake';
import { append, connectionTo, DAY, localChannel, mailText, PASSWORD, until, USER } from './mailbox-fixture';
import { startScriptedImap, type ScriptedImap, type ScriptedImapOptions, type ScriptedMail } from './scripted-imap';
import { runSession, type RunningSession } from './session-runner';

const QUARTER_HOUR = 16 * 60_000;

let intake: MemoryIntake;
let session: RunningSession | null = null;
let clock = 0;
/** By path: how often the UIDs of a folder were compared. */
let compared: Record<string, number>;
beforeEach(async () => {
  clock = Date.now();
  compared = {};
  intake = await createMemoryIntake({ importSince: clock - 30 * DAY });
  const { knownUids } = intake;
  intake.knownUids = (folder, fromUid) => {
    compared[folder.path] = (compared[folder.path] ?? 0) + 1;
    return knownUids(folder, fromUid);
  };
});
afterEach(async () => {
  await session?.stop().catch(() => undefined);
  session = null;
  await intake.remove();
});

function start(port: number): RunningSession {
  session = runSession(localChannel({ imap: [port] }, { now: () => clock }), connectionTo({ port }), intake);
  return session;
}

/** How often each folder was compared at the next look. */
async function look(running: RunningSession, afterMs = QUARTER_HOUR): Promise<Record<string, number>> {
  clock += afterMs;
  compared = {};
  await running.inStep();
  for (const folder of intake.folders.values()) expect(folder.lastReconcileAt).toBe(clock);
  return compared;
}

const uids = () => intake.units.map(({ uid }) => uid).sort((a, b) => a - b);

describe('with Dovecot, a comparison of UIDs', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ passwords: { [USER]: PASSWORD } });
  });
  afterAll(() => dovecot.stop());
  const flag = (folder: string, name: string) =>
    dovecot.doveadm('flags', 'add', '-u', USER, name, 'mailbox', folder, 'all');

  it('is made once for each state of a folder, also over a restart, and once a day in any case', async () => {
    for (const name of ['One', 'Two', 'Three']) await dovecot.deliver(USER, mailText(name));
    await append(dovecot.imapPort, 'Sent', [{ raw: mailText('Answer') }]);
    let running = start(dovecot.imapPort);
    await until(() => intake.units.length === 4, 'the import');
    await running.inStep();
    expect(await look(running)).toEqual({ INBOX: 1, Sent: 1 });
    expect(await look(running)).toEqual({});

    flag('INBOX', '\\Seen');
    expect(await look(running)).toEqual({ INBOX: 1 });
    expect(await look(running)).toEqual({});
    dovecot.doveadm('expunge', '-u', USER, 'mailbox', 'INBOX', 'uid', '2');
    await append(dovecot.imapPort, 'Sent', [{ raw: mailText('Another answer') }]);
    expect(await look(running)).toEqual({ INBOX: 1, Sent: 1 });
    expect(await look(running)).toEqual({});

    await running.stop();
    running = start(dovecot.imapPort);
    expect(await look(running)).toEqual({});
    expect(await look(running, 25 * 60 * 60_000)).toEqual({ INBOX: 1, Sent: 1 });
    expect(await look(running)).toEqual({});
  });

  it('brings in what the journal lacks as soon as something happens in the folder', async () => {
    const running = start(dovecot.imapPort);
    await until(() => intake.units.length === 4, 'the import');
    await look(running);
    const before = uids();
    intake.units.splice(0, 1);
    flag('INBOX', '\\Flagged');
    flag('Sent', '\\Flagged');
    await look(running);
    expect(uids()).toEqual(before);
  });
});

describe('with a server that counts wrongly, a comparison of UIDs', () => {
  let server: ScriptedImap;
  afterEach(() => server.stop());
  const mail = (uid: number): ScriptedMail => ({ uid, raw: mailText(`Mail ${uid}`), whim: 'fine' });
  const serve = async (options: ScriptedImapOptions): Promise<RunningSession> => {
    server = await startScriptedImap([mail(1), mail(2), mail(5)], options);
    const running = start(server.port);
    await until(() => intake.units.length === 3, 'the import');
    await running.inStep();
    return running;
  };
  /** As if the server had shown it only after those with higher UIDs. */
  const appear = (uid: number) => server.mails.splice(2, 0, mail(uid));

  it('finds a late mail where HIGHESTMODSEQ never moves, by the number of mails', async () => {
    const running = await serve({ modseq: () => 1 });
    expect([await look(running), await look(running)]).toEqual([{ INBOX: 1 }, {}]);
    appear(3);
    await look(running);
    expect(uids()).toEqual([1, 2, 3, 5]);
  });

  it('finds it within a day where the number of mails is the same too', async () => {
    const running = await serve({ modseq: () => 1 });
    await look(running);
    appear(3);
    server.mails.splice(0, 1);
    expect(await look(running)).toEqual({});
    expect(uids()).toEqual([1, 2, 5]);
    await look(running, 25 * 60 * 60_000);
    expect(uids()).toEqual([1, 2, 3, 5]);
  });

  it('is made where HIGHESTMODSEQ goes down', async () => {
    let highest = 9;
    const running = await serve({ modseq: () => highest });
    expect([await look(running), await look(running)]).toEqual([{ INBOX: 1 }, {}]);
    highest = 4;
    expect(await look(running)).toEqual({ INBOX: 1 });
  });

  it.each<[string, ScriptedImapOptions]>([
    ['keeps no count of the folder', { modseq: () => 'NOMODSEQ' }],
    ['offers the count and never tells it', { modseq: () => null }],
    ['does not tell UIDNEXT', { modseq: () => 1, withoutUidNext: true }],
    ['offers none', {}],
  ])('is made each time where it %s', async (_what, options) => {
    const running = await serve(options);
    expect([await look(running), await look(running)]).toEqual([{ INBOX: 1 }, { INBOX: 1 }]);
  });

  it('is made each time while the server does not hand over a mail, until it does', async () => {
    const running = await serve({ modseq: () => 1 });
    const late = { ...mail(3), whim: 'refuse' as const };
    server.mails.splice(2, 0, late);
    for (let round = 0; round < 2; round += 1) expect(await look(running)).toEqual({ INBOX: 1 });
    expect(intake.units.filter(({ rawKey }) => rawKey === null).map(({ uid }) => uid)).toEqual([3]);
    Object.assign(late, { whim: 'fine' });
    expect([await look(running), await look(running)]).toEqual([{ INBOX: 1 }, {}]);
    expect(intake.units.every(({ rawKey }) => rawKey !== null)).toBe(true);
  });

  it('asks for no mail and lists none while nothing has happened', async () => {
    const running = await serve({ modseq: () => 1 });
    await look(running);
    server.commands.length = 0;
    await look(running);
    expect(server.commands.filter((line) => /SEARCH|FETCH/.test(line))).toEqual([]);
    expect(server.commands.some((line) => line.startsWith('EXAMINE'))).toBe(true);
  });
});
