/**
 * How fast webhooks of WhatsApp are acknowledged (proven, journalled, durable) and seen as messages, beside the floor of
 * the same run: a route of the host that does nothing with the same bodies. 1,000 a minute, then 300 within a second; every
 * one that was acknowledged has to be a message once. Run with `npm run bench:webhooks`; `BENCH_SECONDS` is how long the
 * thousand a minute go on, `BENCH_DATABASE=postgres` takes PostgreSQL. Ends with 1 where a limit is not kept.
 */
import { fileURLToPath } from 'node:url';
import { loadavg } from 'node:os';
import startPostgres from '../tests/support/postgres-setup';
import { openDatabase } from '../tests/support/database';
import { metaJson, postWebhook } from '../tests/support/meta-webhook';
import { openNumber, APP } from '../tests/integration/whatsapp/number';
import { change, envelope, text } from '../tests/unit/channels/whatsapp-cloud/payloads';
import { percentile } from './percentile';
import { watchMessages } from './watch-messages';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const LIMIT = { p50: 50, p99: 500 };
const SEEN_WITHIN_MS = 60_000;
const kind = process.env['BENCH_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite';
const stopPostgres = kind === 'postgres' ? await startPostgres() : undefined;
const office = await openNumber(kind, {
  env: { HOST_CODE: fileURLToPath(new URL('./empty-route.cjs', import.meta.url)) },
});
const database = openDatabase(office.data);
const watch = watchMessages(database);
let serial = 0;

/** A body that nobody has sent before. */
function next(): { raw: string; id: string } {
  serial += 1;
  const from = `3471${String(serial % 500).padStart(7, '0')}`;
  const contacts = [{ profile: { name: `Persona ${from}` }, wa_id: from }];
  const id = `wamid.bench.${serial}`;
  const messages = [text(`mensaje ${serial}`, { from, from_user_id: undefined, id })];
  return { raw: metaJson(envelope([change({ contacts, messages })])), id };
}

interface Posted {
  /** From the request to its answer, in milliseconds. */
  taken: number[];
  /** When each was sent. */
  sentAt: Map<string, number>;
}

async function post(url: string, times: number, everyMs: number): Promise<Posted> {
  const taken: number[] = [];
  const sentAt = new Map<string, number>();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: times }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, index * everyMs - (performance.now() - start))));
      const { raw, id } = next();
      const begin = performance.now();
      sentAt.set(id, begin);
      const { status } = await postWebhook(url, raw, APP.appSecret);
      taken.push(performance.now() - begin);
      if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
    })
  );
  return { taken, sentAt };
}

const line = (name: string, taken: number[]) =>
  console.log(
    `${name.padEnd(36)} p50 ${percentile(taken, 50).toFixed(1)} ms, p99 ${percentile(taken, 99).toFixed(1)} ms (${taken.length})`
  );
const ratio = (own: number[], bare: number[], percent: number) =>
  (percentile(own, percent) / percentile(bare, percent)).toFixed(2);

let acknowledged = 0;
async function ours(times: number, everyMs: number) {
  const posted = await post(office.hookUrl(), times, everyMs);
  const doneAt = performance.now();
  acknowledged += times;
  await watch.until(acknowledged, SEEN_WITHIN_MS);
  const seen = [...posted.sentAt].map(([id, at]) => (watch.seenAt.get(id) ?? Number.NaN) - at);
  return { taken: posted.taken, seen, behindMs: performance.now() - doneAt };
}

try {
  const floor = `${office.host.url}/bench/empty`;
  console.log(`database ${kind}, load of the machine ${loadavg()[0]?.toFixed(1)}`);
  await post(floor, 50, 20);
  await ours(50, 20);
  for (const [name, times, every] of [
    ['1,000 a minute', Math.round((1000 / 60) * SECONDS), 60],
    ['300 within a second', 300, 1000 / 300],
  ] as const) {
    const bare = await post(floor, times, every);
    const own = await ours(times, every);
    line(`floor, ${name}`, bare.taken);
    line(`acknowledged, ${name}`, own.taken);
    console.log(
      `${'  times the floor'.padEnd(36)} p50 ${ratio(own.taken, bare.taken, 50)}, p99 ${ratio(own.taken, bare.taken, 99)}`
    );
    line(`seen as messages, ${name}`, own.seen);
    console.log(`${'  the last of them'.padEnd(36)} ${own.behindMs.toFixed(0)} ms after the last acknowledgement`);
    if (percentile(own.taken, 50) > LIMIT.p50 || percentile(own.taken, 99) > LIMIT.p99) process.exitCode = 1;
  }
  // A message too many would be seen by now, or makes the watch fail.
  await new Promise((resolve) => setTimeout(resolve, 500));
  console.log(`${acknowledged} acknowledged, ${watch.seenAt.size} messages, each once`);
  if (watch.seenAt.size !== acknowledged) process.exitCode = 1;
  if (process.exitCode === 1) {
    console.log(
      `over the limit of p50 ${LIMIT.p50} ms and p99 ${LIMIT.p99} ms; the floor says what the machine allows`
    );
  }
} finally {
  await watch.stop().finally(() => database.destroy());
  await office.stop();
  await stopPostgres?.();
}
