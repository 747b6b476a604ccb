/**
 * The first import of a large mailbox: when its newest hundred mails can be read, what the process needs at most, and
 * how many mails a kill -9 in the middle makes it fetch again. The floor is the same process with no account: what it
 * needs for Strapi alone. Run with `npm run bench:first-import`.
 */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { administrate } from '../tests/support/admin-client';
import { dataOf, type ApiClient } from '../tests/support/api-client';
import { openDatabase } from '../tests/support/database';
import type { SpawnedHost } from '../tests/support/spawned-host';
import { connectMailbox, openOffice } from '../tests/integration/mail/office';
import { MAILBOX_PASSWORD } from '../tests/integration/support/accounts';
import type { AccountDto, HealthDto } from '../server/api/contracts/accounts';
import { fillMailbox } from './fill-mailbox';

const MAILS = Number(process.env['BENCH_MAILS'] ?? 100_000);
const NEWEST = 100;
const BOX = 'archivo@empresa.test';
const LIMITS = { newestMs: 30_000, peakMb: 400 };

const office = await openOffice(process.env['BENCH_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite', {
  passwords: { [BOX]: MAILBOX_PASSWORD },
});
const database = openDatabase(office.data);
try {
  console.log(`filling a mailbox with ${MAILS} mails …`);
  await fillMailbox(office.dovecot, BOX, MAILS);
  const floor = peakMb(office.host);
  const startedAt = performance.now();
  const account = await connectMailbox(office, BOX);
  const newestMs = await untilStored(office.admin.owner.api, account, NEWEST, startedAt);
  console.log(`newest  ${NEWEST} mails after ${(newestMs / 1000).toFixed(1)} s`);

  await untilStored(office.admin.owner.api, account, MAILS / 2, startedAt);
  const firstPeak = peakMb(office.host);
  await office.host.kill();
  const host = await office.boot();
  const { owner } = await administrate(host.url);
  const totalMs = await untilStored(owner.api, account, MAILS, startedAt);
  const peak = Math.max(firstPeak, peakMb(host));
  console.log(`all     ${MAILS} mails after ${(totalMs / 1000).toFixed(0)} s, one kill included`);
  console.log(`memory  ${peak} MB at most, ${floor} MB without an account, ratio ${(peak / floor).toFixed(2)}`);
  const [rows] = (await database('conversations_journal')
    .where({ account_document_id: account.id })
    .count({ count: '*' })) as { count: number | string }[];
  // A raw mail without a row was fetched and not journalled when the process died.
  console.log(`again   ${(await rawFiles()) - Number(rows?.count)} mails fetched twice because of the kill`);
  if (newestMs > LIMITS.newestMs || peak > LIMITS.peakMb) process.exitCode = 1;
} finally {
  await database.destroy();
  await office.stop();
}

/** Milliseconds since `startedAt` when `count` mails are stored. */
async function untilStored(api: ApiClient, { id }: AccountDto, count: number, startedAt: number): Promise<number> {
  for (;;) {
    const { ledger } = dataOf<HealthDto>(await api.get(`/conversations/accounts/${id}/health`));
    if (ledger.stored >= count) return performance.now() - startedAt;
    if (performance.now() - startedAt > 30 * 60_000) throw new Error(`only ${ledger.stored} mails after half an hour`);
    await new Promise((resolve) => setTimeout(resolve, count <= NEWEST ? 100 : 1_000));
  }
}

/** Most resident memory so far, in megabytes; Linux keeps it. */
function peakMb(host: SpawnedHost): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${host.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

async function rawFiles(): Promise<number> {
  const root = join(office.data.directory, 'private');
  const folders = (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const counts = await Promise.all(folders.map(async (name) => (await readdir(join(root, name))).length));
  return counts.reduce((sum, each) => sum + each, 0);
}
