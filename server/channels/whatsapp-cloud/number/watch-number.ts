import { Trouble } from '../../../accounts/trouble';
import type { ChannelSession, SessionEvents } from '../../channel';
import type { NumberWatch } from '../../whatsapp-channel';
import { checkNumber, type CheckDeps } from './check-number';

/** Meta tells most of it by webhooks; this finds what they did not bring. */
const LOOK_EVERY_MS = 15 * 60_000;
/** The account is in step for as long as Meta answered when it was last asked. */
const BEAT_MS = 60_000;

interface Deps {
  check: CheckDeps;
  watch: NumberWatch;
  events: SessionEvents;
}

/** Looks after a number for as long as this process owns its account. */
export function createNumberWatch({ check, watch, events }: Deps): ChannelSession {
  let ring: () => void = () => undefined;

  async function look(signal: AbortSignal): Promise<void> {
    const { steps, seen } = await checkNumber(check, signal);
    if (signal.aborted) return;
    await watch.record(seen);
    const worst = steps.find(({ status }) => status === 'failed');
    if (worst?.code) throw new Trouble(worst.code, worst.detail);
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
