/**
 * How fast mails in a mailbox become visible conversations, beside the floor of the same run: imapflow fetch, mailparser
 * and one SQLite insert a mail, in one thread and with none of the guarantees. Run with `npm run bench:ingest`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { dataOf } from '../tests/support/api-client';
import { connectMailbox, openOffice } from '../tests/integration/mail/office';
import { MAILBOX_PASSWORD } from '../tests/integration/support/accounts';
import type { HealthDto } from '../server/api/contracts/accounts';
import { fillMailbox } from './fill-mailbox';

const MAILS = Number(process.env['BENCH_MAILS'] ?? 5000);
const BOX = 'banco@empresa.test';

const office = await openOffice(process.env['BENCH_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite', {
  passwords: { [BOX]: MAILBOX_PASSWORD },
});
try {
  await fillMailbox(office.dovecot, BOX, MAILS);
  const floor = await measureFloor();
  const ours = await measureOurs();
  const rate = (ms: number) => `${Math.round(MAILS / (ms / 1000))} mails/s (${(ms / 1000).toFixed(1)} s)`;
  console.log(`floor   ${rate(floor)}`);
  console.log(`ours    ${rate(ours)}`);
  console.log(`ratio   ${(floor / ours).toFixed(2)}`);
} finally {
  await office.host.stop();
  await office.stop();
}

async function measureFloor(): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-floor-'));
  const database = new Database(join(directory, 'floor.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(
    'create table mail (id integer primary key, message_id text, subject text, sender text, body text, html text)'
  );
  const insert = database.prepare('insert into mail (message_id, subject, sender, body, html) values (?, ?, ?, ?, ?)');
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: office.dovecot.imapPort,
    secure: false,
    auth: { user: BOX, pass: MAILBOX_PASSWORD },
    logger: false,
  });
  const start = performance.now();
  await client.connect();
  await client.mailboxOpen('INBOX');
  let count = 0;
  for await (const message of client.fetch('1:*', { source: true, uid: true })) {
    const mail = await simpleParser(message.source as Buffer);
    insert.run(
      mail.messageId ?? null,
      mail.subject ?? null,
      mail.from?.text ?? null,
      mail.text ?? null,
      mail.html || null
    );
    count += 1;
  }
  const elapsed = performance.now() - start;
  await client.logout();
  database.close();
  await rm(directory, { recursive: true });
  if (count !== MAILS) throw new Error(`the floor read ${count} of ${MAILS} mails`);
  return elapsed;
}

async function measureOurs(): Promise<number> {
  const start = performance.now();
  const account = await connectMailbox(office, BOX);
  for (;;) {
    const health = dataOf<HealthDto>(await office.admin.owner.api.get(`/conversations/accounts/${account.id}/health`));
    if (health.ledger.stored >= MAILS) return performance.now() - start;
    if (health.ledger.quarantined > 0) throw new Error('a mail was quarantined');
    if (performance.now() - start > 300_000) throw new Error(`only ${health.ledger.stored} mails after five minutes`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
