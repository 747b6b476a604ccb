import type { Connection } from '../../server/channels/channel';
import type { MailChannel } from '../../server/channels/mail-channel';
import type { ImapSecrets, ImapSettings } from '../../server/channels/imap/settings';
import type { MemoryIntake } from '../support/memory-intake';
import { until } from './mailbox-fixture';

export interface RunningSession {
  /** Clean passes so far. */
  readonly passes: number;
  /** Resolves or rejects with the run. */
  readonly ended: Promise<void>;
  wake(): void;
  /** Waits for a clean pass that began after now. */
  inStep(): Promise<void>;
  stop(): Promise<void>;
}

export function runSession(
  channel: MailChannel<ImapSettings, ImapSecrets>,
  connection: Connection<ImapSettings, ImapSecrets>,
  intake: MemoryIntake
): RunningSession {
  const abort = new AbortController();
  let passes = 0;
  const session = channel.openSession(connection, intake, {
    onInStep: () => {
      passes += 1;
    },
  });
  const ended = session.run(abort.signal);
  // Tests look at `ended` when they expect an end; until then it must not count as unhandled.
  ended.catch(() => undefined);
  return {
    get passes() {
      return passes;
    },
    ended,
    wake: () => session.wake(),
    async inStep() {
      // The first pass to end may have been under way already.
      for (let round = 0; round < 2; round += 1) {
        const before = passes;
        session.wake();
        await Promise.race([until(() => passes > before, 'a clean pass'), ended]);
      }
    },
    async stop() {
      abort.abort();
      await ended;
    },
  };
}
