import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FolderNotice } from '../../server/channels/channel';
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
  until,
  USER,
} from './mailbox-fixture';

/** Modified UTF-7 on the wire (RFC 3501 section 5.1.3), with a level above it. */
const FOLDER = 'Clientes/Señalización & más';

let dovecot: Dovecot;
let intake: MemoryIntake;
let end: (() => Promise<void>) | null = null;

beforeAll(async () => {
  dovecot = await startDovecot({ passwords: { [USER]: PASSWORD } });
});
afterAll(() => dovecot.stop());
beforeEach(async () => {
  const client = await mailClient(dovecot.imapPort);
  for (const { path, flags } of await client.list()) {
    if (!['INBOX', 'Sent'].includes(path) && !flags.has('\\Noselect')) await client.mailboxDelete(path);
  }
  await client.logout();
  for (const box of ['INBOX', 'Sent']) {
    if (dovecot.doveadm('mailbox', 'list', '-u', USER).split('\n').includes(box))
      dovecot.doveadm('expunge', '-u', USER, 'mailbox', box, 'all');
  }
  intake = await createMemoryIntake({ importSince: Date.now() - 30 * DAY });
});
afterEach(async () => {
  await end?.();
  end = null;
  await intake.remove();
});

async function onServer(work: (client: Awaited<ReturnType<typeof mailClient>>) => Promise<unknown>): Promise<void> {
  const client = await mailClient(dovecot.imapPort);
  try {
    await work(client);
  } finally {
    await client.logout();
  }
}

function follow(...folders: string[]) {
  const abort = new AbortController();
  let passes = 0;
  let notices: FolderNotice[] = [];
  const connection = connectionTo({ port: dovecot.imapPort });
  connection.settings.folders = folders.map((path) => ({ path, since: 0 }));
  const session = localChannel({ imap: [dovecot.imapPort] }).openSession(connection, intake, {
    onInStep: () => (passes += 1),
    onFolders: (now) => (notices = now),
  });
  const ended = session.run(abort.signal);
  ended.catch(() => undefined);
  end = async () => {
    abort.abort();
    await ended;
  };
  return {
    notices: () => notices,
    async inStep() {
      for (let round = 0; round < 2; round += 1) {
        const before = passes;
        session.wake();
        await Promise.race([until(() => passes > before, 'a clean pass'), ended]);
      }
    },
  };
}
const subjects = () =>
  Promise.all(intake.units.map(async (unit) => /^Subject: (.*)\r$/m.exec(await intake.raw(unit))?.[1]));

describe('chosen folders', () => {
  it('are imported first, and then followed, beside the inbox', async () => {
    await onServer((client) => client.mailboxCreate(FOLDER));
    await append(dovecot.imapPort, FOLDER, [{ raw: mailText('Old') }]);
    const session = follow(FOLDER);
    await session.inStep();
    expect(intake.units).toMatchObject([{ path: FOLDER, role: 'inbox', backfill: true }]);
    await append(dovecot.imapPort, FOLDER, [{ raw: mailText('New') }]);
    await dovecot.deliver(USER, mailText('Inbox'));
    await session.inStep();
    expect((await subjects()).sort()).toEqual(['Inbox', 'New', 'Old']);
    expect(intake.units.filter(({ path }) => path === FOLDER).map(({ backfill }) => backfill)).toEqual([true, false]);
    expect(session.notices()).toEqual([]);
  });

  it('leave IDLE with the inbox: what is delivered there still comes at once', async () => {
    await onServer((client) => client.mailboxCreate(FOLDER));
    const session = follow(FOLDER);
    await session.inStep();
    const delivered = Date.now();
    await dovecot.deliver(USER, mailText('At once'));
    await until(() => intake.units.length === 1, 'the mail');
    expect(Date.now() - delivered).toBeLessThan(3_000);
  });

  it('are followed by nobody who did not choose them', async () => {
    await onServer((client) => client.mailboxCreate(FOLDER));
    await append(dovecot.imapPort, FOLDER, [{ raw: mailText('Private') }]);
    await follow().inStep();
    expect(intake.units).toEqual([]);
  });

  it('may disappear and come back while the mailbox goes on', async () => {
    await onServer((client) => client.mailboxCreate(FOLDER));
    await append(dovecot.imapPort, FOLDER, [{ raw: mailText('Before') }]);
    const session = follow(FOLDER);
    await session.inStep();
    await onServer((client) => client.mailboxDelete(FOLDER));
    await dovecot.deliver(USER, mailText('Meanwhile'));
    await session.inStep();
    expect(session.notices()).toEqual([{ path: FOLDER, code: 'missing' }]);
    expect((await subjects()).sort()).toEqual(['Before', 'Meanwhile']);

    await onServer((client) => client.mailboxCreate(FOLDER));
    await append(dovecot.imapPort, FOLDER, [{ raw: mailText('After') }]);
    await session.inStep();
    expect(session.notices()).toEqual([]);
    expect((await subjects()).sort()).toEqual(['After', 'Before', 'Meanwhile']);
  });

  it('that never were leave no row behind, and neither do drafts', async () => {
    await onServer((client) => client.mailboxCreate('Drafts'));
    await append(dovecot.imapPort, 'Drafts', [{ raw: mailText('Unsent') }]);
    const session = follow('Nowhere', 'Drafts');
    await session.inStep();
    expect(session.notices()).toEqual([
      { path: 'Nowhere', code: 'missing' },
      { path: 'Drafts', code: 'drafts' },
    ]);
    expect(intake.units).toEqual([]);
    expect([...intake.folders.keys()].sort()).toEqual(['INBOX', 'Sent']);
  });

  it('may be the inbox and the folder of sent mail, which are followed once', async () => {
    const session = follow('INBOX', 'Sent', 'INBOX');
    await session.inStep();
    await dovecot.deliver(USER, mailText('Once'));
    await append(dovecot.imapPort, 'Sent', [{ raw: mailText('Sent once') }]);
    await session.inStep();
    expect(intake.units.map(({ path, role }) => `${path} ${role}`).sort()).toEqual(['INBOX inbox', 'Sent sent']);
    expect(session.notices()).toEqual([]);
  });

  it('give a mail that is moved to them a location, with the same bytes', async () => {
    await onServer((client) => client.mailboxCreate(FOLDER));
    const session = follow(FOLDER);
    await session.inStep();
    await dovecot.deliver(USER, mailText('Filed'));
    await until(() => intake.units.length === 1, 'the mail');
    await onServer(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageMove('1:*', FOLDER);
    });
    await session.inStep();
    expect(intake.units.map(({ path }) => path)).toEqual(['INBOX', FOLDER]);
    const raws = await Promise.all(intake.units.map((unit) => intake.raw(unit)));
    expect(new Set(raws).size).toBe(1);
  });
});

describe('the list of folders', () => {
  it('names them decoded, with what they are there for', async () => {
    await onServer(async (client) => {
      await client.mailboxCreate(FOLDER);
      for (const name of ['Drafts', 'Trash', 'Spam']) await client.mailboxCreate(name);
    });
    const folders = await localChannel({ imap: [dovecot.imapPort] }).listFolders(
      connectionTo({ port: dovecot.imapPort }),
      new AbortController().signal
    );
    const uses = Object.fromEntries(folders.map(({ path, use }) => [path, use]));
    expect(uses).toMatchObject({ INBOX: 'inbox', Sent: 'sent', Drafts: 'drafts', Trash: 'trash', Spam: 'junk' });
    expect(folders.find(({ path }) => path === FOLDER)).toEqual({
      path: FOLDER,
      name: 'Señalización & más',
      depth: 1,
      use: null,
      selectable: true,
    });
  });

  it('rejects with the cause where the password is refused', async () => {
    const asked = localChannel({ imap: [dovecot.imapPort] }).listFolders(
      connectionTo({ port: dovecot.imapPort }, {}, { password: 'canary-wrong' }),
      new AbortController().signal
    );
    await expect(asked).rejects.toMatchObject({ code: 'login-refused' });
  });
});
