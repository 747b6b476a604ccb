import type { Knex } from 'knex';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { Postpone } from '../jobs/types';
import type { ChangeLog } from '../realtime/change-log';
import type { AttemptPhase, Attempts } from './attempts';

/** When to look again at what waits for somebody else: an account that is paused, a try whose process seemed dead. */
export const PAUSED_RECHECK_MS = 10_000;

interface Deps {
  database: Database;
  messages: MessageRepository;
  attempts: Attempts;
  changes: ChangeLog;
  now: () => number;
}

interface End {
  phase: AttemptPhase;
  code: string;
  response: string;
}

/** The beginning and the end of a try to send a message, whatever its medium. */
export interface Tries {
  /** False: it was taken back, or ended otherwise, since it was read. */
  begin(message: Message, number: number): Promise<boolean>;
  /**
   * Ends a try, and in the same transaction what it means for the message (`write`, which answers what to tell once that is
   * committed). `number` is null where the message ends without a try. `lockFirst` for what has to be locked before the
   * message is.
   */
  end(
    message: Message,
    number: number | null,
    end: End,
    write: (trx: Knex, current: Message | null, at: number) => Promise<() => void>,
    lockFirst?: (trx: Knex) => Promise<unknown>
  ): Promise<void>;
}

export function createTries({ database, messages, attempts, changes, now }: Deps): Tries {
  return {
    begin: (message, number) =>
      database.transaction(async (trx) => {
        const current = await messages.lock(trx, message.id);
        if (current?.status !== 'queued' && current?.status !== 'sending') return false;
        // It is on its way from a process that seemed dead: what became of it is looked at later.
        if (!(await attempts.begin(trx, message.id, number, now()))) throw new Postpone(now() + PAUSED_RECHECK_MS);
        await messages.update(trx, message.id, { status: 'sending', error: null }, now());
        await changes.note(trx, message.accountId, [message.conversationId], now());
        return true;
      }),

    end: (message, number, { phase, code, response }, write, lockFirst) =>
      database.transaction(async (trx, afterCommit) => {
        const at = now();
        await lockFirst?.(trx);
        const current = await messages.lock(trx, message.id);
        if (number !== null) {
          const ours = await attempts.end(trx, message.id, number, phase, code, response, at);
          // Another process took this message over while we were frozen: it decides. That it went out stays a fact.
          if (!ours && phase !== 'accepted') return;
        }
        const tell = await write(trx, current, at);
        await changes.note(trx, message.accountId, [message.conversationId], at);
        crashPoint('send.before-commit');
        afterCommit(tell);
      }),
  };
}
