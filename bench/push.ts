/**
 * How long a mail takes from its delivery to its row in the database while the mailbox is idle, beside the floor of the
 * same deliveries: the moment at which a bare IDLE connection hears of the mail. Run with `npm run bench:push`.
 */
import { ImapFlow } from 'imapflow';
import { mailSource } from '../tests/support/mail-source';
import { openDatabase } from '../tests/support/database';
import { MAILBOX, openOffice } from '../tests/integration/mail/office';
import { MAILBOX_PASSWORD } from '../tests/integration/support/accounts';
import { percentile } from './percentile';

const MAILS = Number(process.env['BENCH_MAILS'] ?? 60);
const LIMIT_MS = 1_500;

const office = await openOffice(process.env['BENCH_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite');
const database = openDatabase(office.data);
const listener = new ImapFlow({
  host: '127.0.0.1',
  port: office.dovecot.imapPort,
  secure: false,
  auth: { user: MAILBOX, pass: MAILBOX_PASSWORD },
  logger: false,
  autoIdleDelay: 50,
});
try {
  await listener.connect();
  await listener.mailboxOpen('INBOX');
  const heard: number[] = [];
  const stored: number[] = [];
  // The first one also pays for what is loaded once.
  for (let index = 0; index <= MAILS; index += 1) {
    const { floor, ours } = await measure(`Aviso ${index}`);
    if (index === 0) continue;
    heard.push(floor);
    stored.push(ours);
  }
  const line = (name: string, times: number[]) =>
    console.log(
      `${name} p50 ${percentile(times, 50)} ms, p95 ${percentile(times, 95)} ms, most ${Math.max(...times)} ms`
    );
  line('floor  ', heard);
  line('ours   ', stored);
  console.log(`ratio   ${(percentile(stored, 95) / percentile(heard, 95)).toFixed(2)} at p95`);
  if (percentile(stored, 95) > LIMIT_MS) process.exitCode = 1;
} finally {
  listener.close();
  await database.destroy();
  await office.stop();
}

async function measure(subject: string): Promise<{ floor: number; ours: number }> {
  // Let both connections return to IDLE.
  await pause(300);
  const exists = new Promise<number>((resolve) => listener.once('exists', () => resolve(Date.now())));
  const startedAt = Date.now();
  await office.dovecot.deliver(
    MAILBOX,
    mailSource({ from: `cliente@cliente.test`, to: MAILBOX, subject, text: 'Buenos días' })
  );
  const storedAt = await untilStored(subject);
  return { floor: (await exists) - startedAt, ours: storedAt - startedAt };
}

async function untilStored(subject: string): Promise<number> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (await database('conversations_messages').where({ subject }).first('id')) return Date.now();
    await pause(5);
  }
  throw new Error(`the mail '${subject}' was not stored within 15 s`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
