import type { Knex } from 'knex';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';

/**
 * `prepared`: nothing has left. `transmitting`: bytes of the mail may have left, and after a crash nobody knows how
 * many. The others are ends.
 */
export type AttemptPhase = 'prepared' | 'transmitting' | 'accepted' | 'failed' | 'uncertain';

export interface Attempt {
  number: number;
  phase: AttemptPhase;
  startedAt: number;
}

export interface Attempts {
  last(on: Knex, messageId: string): Promise<Attempt | null>;
  /** How many have begun since. */
  count(on: Knex, messageId: string, since: number): Promise<number>;
  /**
   * The unique key (message, number) lets only one of two processes begin a try. False: an earlier one is on its way
   * after all.
   */
  begin(trx: Knex, messageId: string, number: number, now: number): Promise<boolean>;
  /** False: the attempt is over already. */
  markTransmitting(messageId: string, number: number): Promise<boolean>;
  /** False: it had ended already. */
  end(
    trx: Knex,
    messageId: string,
    number: number,
    phase: AttemptPhase,
    code: string,
    response: string,
    now: number
  ): Promise<boolean>;
}

export function createAttempts(database: Database): Attempts {
  return {
    async last(on, messageId) {
      const row = (await on(TABLE.attempt)
        .where({ message_document_id: messageId })
        .orderBy('number', 'desc')
        .first()) as { number: number; phase: AttemptPhase; started_at: unknown } | undefined;
      return row ? { number: row.number, phase: row.phase, startedAt: Number(row.started_at) } : null;
    },
    async count(on, messageId, since) {
      const row = (await on(TABLE.attempt)
        .where({ message_document_id: messageId })
        .where('started_at', '>=', since)
        .count({ tries: '*' })
        .first()) as { tries: unknown } | undefined;
      return Number(row?.tries ?? 0);
    },
    async begin(trx, messageId, number, now) {
      // An earlier try that never got as far as sending must not begin to now: its process may only have been frozen.
      await trx(TABLE.attempt)
        .where({ message_document_id: messageId, phase: 'prepared' })
        .update({ phase: 'failed', code: 'superseded', finished_at: now });
      const onItsWay = await trx(TABLE.attempt)
        .where({ message_document_id: messageId, phase: 'transmitting' })
        .first('id');
      if (onItsWay) return false;
      await trx(TABLE.attempt).insert({ message_document_id: messageId, number, phase: 'prepared', started_at: now });
      return true;
    },
    async markTransmitting(messageId, number) {
      // A power cut that took this back would have the mail sent again.
      const changed = await database.durably(() =>
        database
          .knex(TABLE.attempt)
          .where({ message_document_id: messageId, number, phase: 'prepared' })
          .update({ phase: 'transmitting' })
      );
      return changed === 1;
    },
    async end(trx, messageId, number, phase, code, response, now) {
      const ended = await trx(TABLE.attempt)
        .where({ message_document_id: messageId, number })
        .whereIn('phase', ['prepared', 'transmitting'])
        .update({ phase, code, response: clip(response, 2000), finished_at: now });
      return ended === 1;
    },
  };
}
