import type { Knex } from 'knex';
import { draftContent } from '../api/contracts/drafts';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { CONVERSATIONS, MESSAGES } from '../conversations/tables';
import type { JobHandler, JobQueue } from '../jobs/types';
import type { Database } from '../database/database';
import type { ChangeLog } from '../realtime/change-log';
import { sameRequest } from './same-request';
import { sendJob } from './topics';
import { preview } from './write-message';

interface Deps {
  database: Database;
  messages: MessageRepository;
  queue: JobQueue;
  changes: ChangeLog;
  now: () => number;
}

export type Release = ReturnType<typeof createRelease>;

/** A scheduled message becomes one that is sent now: it takes its place at the end of what has been said. */
export function createRelease({ messages, queue, changes, now }: Deps) {
  /** The caller has locked the conversation. False: it is not scheduled any more. */
  return async function release(trx: Knex, message: Message): Promise<boolean> {
    const at = now();
    let released: Message | null = null;
    for (const id of await sameRequest(trx, message)) {
      const each = await messages.lock(trx, id);
      if (each?.status !== 'scheduled') continue;
      await messages.update(trx, id, { status: 'queued', receivedAt: at, sendAt: null }, at);
      await queue.enqueue(trx, sendJob(each.accountId, each.conversationId, id, { queuedAt: at }));
      released = each;
    }
    if (!released) return false;
    await trx(CONVERSATIONS)
      .where({ document_id: released.conversationId })
      .where('last_message_at', '<=', at)
      .update({ last_message_at: at, preview: preview(await wordsOf(trx, released)) || released.subject });
    await changes.note(trx, released.accountId, [released.conversationId], at);
    return true;
  };
}

/** What its writer wrote, without the signature and what is quoted below. */
async function wordsOf(trx: Knex, { id, text }: Message): Promise<string> {
  const row = (await trx(MESSAGES).where({ document_id: id }).first('held_draft')) as
    { held_draft: string | null } | undefined;
  const draft = row?.held_draft ? draftContent.safeParse(JSON.parse(row.held_draft)) : null;
  return draft?.success ? draft.data.text : (text.split(/\n-- \n/)[0] ?? '');
}

export function createReleaseJob({ database, messages, queue }: Deps, release: Release): JobHandler {
  return async (job) => {
    await database.transaction(async (trx, afterCommit) => {
      const found = await messages.find(String(job.payload.messageId), trx);
      if (!found) return;
      // The conversation first, then the message: the order in which every writer takes these locks.
      const conversation = trx(CONVERSATIONS).where({ document_id: found.conversationId }).first('id');
      await (database.dialect === 'sqlite' ? conversation : conversation.forUpdate());
      if (await release(trx, found)) afterCommit(() => queue.ring());
    });
  };
}
