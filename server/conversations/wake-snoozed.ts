import type { Database } from '../database/database';
import { toNumberOrNull } from '../database/columns';
import type { HostEvents } from '../hosts/events';
import type { Job, NewJob } from '../jobs/types';
import type { ChangeLog } from '../realtime/change-log';
import type { MessageRepository } from './message-repository';
import { newEvent } from './new-event';
import { CONVERSATIONS } from './tables';

export const WAKE_SNOOZED = 'conversations.wake-snoozed';

/** Of each snooze its own: the row says whether it is still the one that counts. */
export const wakeSnoozedJob = (conversationId: string, until: number): NewJob => ({
  topic: WAKE_SNOOZED,
  payload: { conversationId },
  runAt: until,
  dedupeKey: `${WAKE_SNOOZED}:${conversationId}:${until}`,
  maxAttempts: 1_000_000,
});

interface Deps {
  database: Database;
  messages: MessageRepository;
  changes: ChangeLog;
  events: HostEvents;
  now: () => number;
}

interface Row {
  account_document_id: string;
  status: string;
  snoozed_until: unknown;
}

/**
 * Opens a conversation when its time is up. One that was opened, closed, deleted or put off further meanwhile is left as it
 * is, so this may run twice and late.
 */
export function createWakeSnoozed({ database, messages, changes, events, now }: Deps) {
  return async function wakeSnoozed({ payload }: Job): Promise<void> {
    const conversationId = String(payload.conversationId);
    await database.transaction(async (trx, afterCommit) => {
      const query = trx(CONVERSATIONS).where({ document_id: conversationId });
      if (database.dialect !== 'sqlite') query.forUpdate();
      const row = (await query.first('account_document_id', 'status', 'snoozed_until')) as Row | undefined;
      const until = toNumberOrNull(row?.snoozed_until ?? null);
      const at = now();
      if (row?.status !== 'snoozed' || until === null || until > at) return;
      const accountId = row.account_document_id;
      await trx(CONVERSATIONS).where({ document_id: conversationId }).update({ status: 'open', snoozed_until: null });
      const event = newEvent({ accountId, conversationId, type: 'snooze-ended', details: { from: 'snoozed' }, at });
      await messages.insert(trx, [event], at);
      await changes.note(trx, accountId, [conversationId], at);
      afterCommit(() => events.conversationStatusChanged({ accountId, conversationId, status: 'open' }));
    });
  };
}
