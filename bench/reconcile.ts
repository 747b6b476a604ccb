/**
 * What a comparison of UIDs costs in a large mailbox, on a server that counts changes (CONDSTORE) and on the same server
 * without that: commands and bytes of the pass in which it is due. Run with `npm run bench:reconcile`.
 */
import { startDovecot } from '../tests/support/dovecot';
import { createMemoryIntake, type MemoryIntake } from '../tests/support/memory-intake';
import { connectionTo, DAY, localChannel, PASSWORD, until, USER } from '../tests/mail/mailbox-fixture';
import { runSession } from '../tests/mail/session-runner';
import { fillMailbox } from './fill-mailbox';
import { startTrafficProxy } from './traffic-proxy';

const MAILS = Number(process.env['BENCH_MAILS'] ?? 20_000);
const MINUTE = 60_000;

const dovecot = await startDovecot({ passwords: { [USER]: PASSWORD } });
const now = Date.now();
let clock = now;
const intake = await createMemoryIntake({ importSince: now - 30 * DAY });
try {
  await fillMailbox(dovecot, USER, MAILS);
  const known = knowWithoutImport(intake);
  for (const hide of ['CONDSTORE', null]) await measure(known, hide);
} finally {
  await dovecot.stop();
  await intake.remove();
}

/** The journal of a mailbox whose import is done: bringing it in is not what is measured. */
function knowWithoutImport(memory: MemoryIntake): MemoryIntake {
  const all = new Set(Array.from({ length: MAILS }, (_, index) => index + 1));
  return {
    ...memory,
    knownUids: () => Promise.resolve(all),
    async folder(path, role) {
      const folder = await memory.folder(path, role);
      if (folder.uidValidity !== '' || path !== 'INBOX') return folder;
      const [, uidValidity = ''] =
        /uidvalidity=(\d+)/.exec(dovecot.doveadm('mailbox', 'status', '-u', USER, 'uidvalidity', 'INBOX')) ?? [];
      const cursor = { uidValidity, lastUid: MAILS, importHighUid: MAILS, importUid: 1, importDone: true };
      await memory.commit(folder, [], { ...cursor, lastReconcileAt: now, lastFullReconcileAt: now });
      return memory.folder(path, role);
    },
  };
}

async function measure(memory: MemoryIntake, hide: string | null): Promise<void> {
  const proxy = await startTrafficProxy(dovecot.imapPort, hide);
  const channel = localChannel({ imap: [proxy.port] }, { now: () => clock });
  const session = runSession(channel, connectionTo({ port: proxy.port }), memory);
  const pass = async (minutes: number) => {
    clock += minutes * MINUTE;
    proxy.reset();
    const before = session.passes;
    session.wake();
    await until(() => session.passes > before, 'a pass', 60_000);
    return proxy.traffic;
  };
  try {
    await session.inStep();
    const print = (what: string, { commands, bytes }: { commands: number; bytes: number }) =>
      console.log(`${hide ? 'without' : 'with   '} CONDSTORE  ${what.padEnd(28)} ${commands} commands, ${bytes} bytes`);
    print('pass with no comparison due', await pass(1));
    await pass(16);
    print('nothing has happened', await pass(16));
    dovecot.doveadm('flags', 'add', '-u', USER, hide ? '\\Seen' : '\\Flagged', 'mailbox', 'INBOX', 'uid', '7');
    print('a flag was set', await pass(16));
    print('the daily one', await pass(25 * 60));
  } finally {
    await session.stop();
    await proxy.stop();
  }
}
