import { Trouble } from '../../../accounts/trouble';
import type { ChannelSession, SessionEvents } from '../../channel';
import type { NumberWatch } from '../../whatsapp-channel';
import type { GraphClient } from '../graph/client';
import type { WhatsAppCloudSettings } from '../settings';
import { readNumber } from './read-number';
import { troubleOf } from './trouble-of';

/** Meta tells most of it by webhooks; this finds what they did not bring. */
const LOOK_EVERY_MS = 15 * 60_000;
/** The account is in step for as long as Meta answered when it was last asked. */
const BEAT_MS = 60_000;

interface Deps {
  client: GraphClient;
  settings: WhatsAppCloudSettings;
  watch: NumberWatch;
  events: SessionEvents;
  now: () => number;
}

/** Looks after a number for as long as this process owns its account. */
export function createNumberWatch({ client, settings, watch, events, now }: Deps): ChannelSession {
  let ring: () => void = () => undefined;

  async function look(signal: AbortSignal): Promise<void> {
    const seen = await readNumber(client, settings.phoneNumberId, signal);
    if (signal.aborted) return;
    if (seen.status !== 'ok') throw troubleOf(seen) ?? new Trouble('whatsapp-number-unknown');
    await watch.record({ number: { ...seen.data, checkedAt: now() } });
    if (seen.data.status !== null && !WORKING.has(seen.data.status)) throw new Trouble('whatsapp-not-registered');
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        await look(signal);
        for (let waited = 0; waited < LOOK_EVERY_MS && !signal.aborted; waited += BEAT_MS) {
          events.onInStep();
          if (await rings(BEAT_MS, signal)) break;
        }
      }
    },
    wake: () => ring(),
  };

  /** True when somebody asked to look at once. */
  function rings(ms: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (rung: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        ring = () => undefined;
        resolve(rung);
      };
      const stop = () => done(false);
      const timer = setTimeout(stop, ms);
      signal.addEventListener('abort', stop);
      ring = () => done(true);
    });
  }
}

/** States in which a number sends and receives. Meta: business-phone-numbers/phone-numbers, "status". */
const WORKING: ReadonlySet<string> = new Set(['CONNECTED', 'FLAGGED', 'RESTRICTED', 'RATE_LIMITED']);
