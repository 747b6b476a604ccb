/**
 * How fast webhooks of WhatsApp are acknowledged (proven, journalled, durable) beside the floor of the same run: a Strapi
 * route that reads the same bodies and stores nothing. 1,000 a minute, then a burst of 300 within a second. Run with
 * `npm run bench:webhooks`.
 */
import { administrate } from '../tests/support/admin-client';
import { dataOf } from '../tests/support/api-client';
import { metaJson, postWebhook } from '../tests/support/meta-webhook';
import { openNumber, APP } from '../tests/integration/whatsapp/number';
import { change, envelope, text } from '../tests/unit/channels/whatsapp-cloud/payloads';
import type { HealthDto } from '../server/api/contracts/accounts';
import { percentile } from './percentile';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const office = await openNumber(process.env['BENCH_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite');
let serial = 0;

/** A body that nobody has sent before. */
function next(): string {
  serial += 1;
  const from = `3471${String(serial % 500).padStart(7, '0')}`;
  const contacts = [{ profile: { name: `Persona ${from}` }, wa_id: from }];
  return metaJson(
    envelope([
      change({
        contacts,
        messages: [text(`mensaje ${serial}`, { from, from_user_id: undefined, id: `wamid.bench.${serial}` })],
      }),
    ])
  );
}

async function measure(url: string, accepted: number, times: number, everyMs: number): Promise<number[]> {
  const taken: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: times }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, index * everyMs - (performance.now() - start))));
      const raw = next();
      const begin = performance.now();
      const { status } = await postWebhook(url, raw, APP.appSecret);
      taken.push(performance.now() - begin);
      if (status !== accepted) throw new Error(`a webhook was answered with ${status}`);
    })
  );
  return taken.sort((one, other) => one - other);
}

const show = (name: string, taken: number[]) =>
  console.log(
    `${name.padEnd(24)} p50 ${percentile(taken, 50).toFixed(1)} ms, p99 ${percentile(taken, 99).toFixed(1)} ms (${taken.length})`
  );

try {
  const ours = office.hookUrl();
  // An app that nobody connected is refused after its body was read, and nothing of it is stored.
  const floor = ours.replace(APP.appId, '1000000000');
  await measure(floor, 404, 50, 20);
  await measure(ours, 200, 50, 20);
  for (const [name, times, every] of [
    ['1,000 a minute', Math.round((1000 / 60) * SECONDS), 60],
    ['300 within a second', 300, 1000 / 300],
  ] as const) {
    const bare = await measure(floor, 404, times, every);
    const own = await measure(ours, 200, times, every);
    show(`floor, ${name}`, bare);
    show(`ours, ${name}`, own);
    console.log(`ratio of p50              ${(percentile(own, 50) / percentile(bare, 50)).toFixed(2)}`);
  }
  const owner = (await administrate(office.host.url)).owner.api;
  const begin = performance.now();
  for (;;) {
    const { ledger } = dataOf<HealthDto>(await owner.get(`/conversations/accounts/${office.account.id}/health`));
    if (ledger.pending === 0) {
      console.log(
        `all of them visible      ${((performance.now() - begin) / 1000).toFixed(1)} s later: ${ledger.stored} stored of ${ledger.received}`
      );
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
} finally {
  await office.stop();
}
