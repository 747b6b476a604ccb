import { createHmac } from 'node:crypto';

/**
 * As Meta writes JSON: ASCII only, slashes escaped, and ids of templates as numbers that no JavaScript number holds.
 * Whoever parses it and writes it again has other bytes.
 */
export const metaJson = (body) =>
  JSON.stringify(body)
    .replace(/"message_template_id":"(\d+)"/g, '"message_template_id":$1')
    .replace(/\//g, '\\/')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const RETRY_MS = [1_000, 5_000, 15_000, 60_000, 300_000];

/**
 * Sends webhooks to the app's address, each until it is answered with 200. `hold` collects them instead, to be sent by
 * hand: as a batch, twice, or in another order.
 */
export function createWebhooks({ app, state, save, clock }) {
  const deliveries = [];
  const timers = new Set();
  let held = null;

  async function post(raw, delivery, attempt = 0) {
    const { webhook } = state;
    if (!webhook) return;
    delivery.attempts += 1;
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'facebookexternalua',
          'x-hub-signature-256': `sha256=${createHmac('sha256', app.appSecret).update(raw).digest('hex')}`,
        },
        body: raw,
        signal: AbortSignal.timeout(10_000),
      });
      delivery.status = response.status;
      await response.arrayBuffer();
    } catch {
      // Nobody there: the same as an answer that is not 200.
      delivery.status = 0;
    }
    const wait = RETRY_MS[attempt];
    if (delivery.status === 200 || wait === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void post(raw, delivery, attempt + 1);
    }, wait);
    timers.add(timer);
  }

  function send(body) {
    const raw = metaJson(body);
    const delivery = { at: Date.now(), body, status: null, attempts: 0 };
    deliveries.push(delivery);
    if (deliveries.length > 500) deliveries.shift();
    return post(raw, delivery);
  }

  const envelope = (wabaId, changes) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes }],
  });

  return {
    deliveries: () => deliveries,
    /** One change, or what `hold` collected. */
    async tell(phoneNumberId, field, value) {
      const number = state.numbers[phoneNumberId];
      if (!number || !state.subscribed[number.wabaId]) return;
      const metadata = {
        display_phone_number: number.display_phone_number.replace(/\D/g, ''),
        phone_number_id: phoneNumberId,
      };
      const change = { field, value: { messaging_product: 'whatsapp', metadata, ...value } };
      if (held) held.push({ wabaId: number.wabaId, change });
      else await send(envelope(number.wabaId, [change]));
    },
    async tellAccount(wabaId, field, value) {
      if (!state.subscribed[wabaId]) return;
      const body = envelope(wabaId, [{ field, value }]);
      // What happens to a business has its time here; of messages it stands with each.
      body.entry[0].time = Math.floor(clock.now() / 1000);
      await send(body);
    },
    send,
    hold() {
      held ??= [];
    },
    /** Everything that was held: `batch` in one request, `reverse` from the end, `twice` a second time. */
    async release({ batch = false, reverse = false, twice = false } = {}) {
      const all = [...(held ?? [])];
      held = null;
      if (reverse) all.reverse();
      const bodies = batch
        ? [
            envelope(
              all[0]?.wabaId ?? '',
              all.map(({ change }) => change)
            ),
          ]
        : all.map(({ wabaId, change }) => envelope(wabaId, [change]));
      if (all.length === 0) return;
      for (const body of twice ? [...bodies, ...bodies] : bodies) await send(body);
    },
    /** Meta: webhooks/create-webhook-endpoint. */
    async verify(url, token) {
      const challenge = String(1_000_000_000 + Math.floor(Math.random() * 1_000_000));
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': token,
        'hub.challenge': challenge,
      });
      const response = await fetch(`${url}?${query}`, { signal: AbortSignal.timeout(6_000) });
      const answered = response.status === 200 && (await response.text()) === challenge;
      if (answered) {
        state.webhook = { url, token };
        save();
      }
      return answered;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
