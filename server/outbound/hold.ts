import { invalid } from '../api/errors';
import type { CreateMessage } from '../api/contracts/inbox';
import type { Account } from '../accounts/account';
import type { Conversation } from '../conversations/conversation';
import type { NewMessage } from '../conversations/message';
import type { Touch } from '../conversations/touch';
import type { NewJob } from '../jobs/types';
import type { Access } from '../security/scope';
import { releaseJob, sendJob } from './topics';

const LATEST_MS = 366 * 24 * 3_600_000;

/** How a message that is stored now gets to be sent: at once, when its writer has thought again, or at a time. */
export interface Hold {
  /** Not before this instant; null: now. */
  at: number | null;
  onto(message: NewMessage, now: number, draft: string | null): void;
  /** What the list shows of a conversation does not change before something is said in it. */
  touch(touch: Touch, conversation: Conversation): Touch;
  /** Of the messages of one request, in their order. */
  jobs(messages: NewMessage[]): NewJob[];
}

export function heldUntil(
  access: Access,
  account: Account,
  input: Pick<CreateMessage, 'kind' | 'sendAt' | 'undoable'>,
  now: number
): Hold {
  if (input.kind === 'note') {
    if (input.sendAt !== undefined) throw invalid('note-not-scheduled', 'A note is not sent: it cannot wait.');
    return atOnce();
  }
  if (input.sendAt !== undefined) return scheduled(timeOf(input.sendAt, now));
  const undo = input.undoable && access.person ? account.undoSeconds : 0;
  return undo > 0 ? thinkingAgain(now + undo * 1_000) : atOnce();
}

function timeOf(sendAt: string, now: number): number {
  const at = Date.parse(sendAt);
  if (at <= now) throw invalid('send-at-in-the-past', 'Choose a time that is still to come.');
  if (at > now + LATEST_MS) throw invalid('send-at-too-late', 'Choose a time within a year.');
  return at;
}

const atOnce = (): Hold => ({
  at: null,
  onto: (message, now) => void Object.assign(message, { receivedAt: now }),
  touch: (touch) => touch,
  jobs: (messages) =>
    messages.map(({ accountId, conversationId, id, receivedAt }) =>
      sendJob(accountId, conversationId, id, { queuedAt: receivedAt })
    ),
});

/** It keeps its place in the order of the conversation: what is written after it waits for it. */
const thinkingAgain = (at: number): Hold => ({
  at,
  onto: (message, now, heldDraft) => void Object.assign(message, { receivedAt: now, sendAt: at, heldDraft }),
  touch: (touch) => touch,
  jobs: (messages) =>
    messages.map(({ accountId, conversationId, id }) =>
      sendJob(accountId, conversationId, id, { queuedAt: at, runAt: at })
    ),
});

/** It stands at the end of the conversation until then. */
const scheduled = (at: number): Hold => ({
  at,
  onto: (message, _now, heldDraft) =>
    void Object.assign(message, { status: 'scheduled', receivedAt: at, sendAt: at, heldDraft }),
  touch: ({ messages }, { lastMessageAt }) => ({ messages, at: lastMessageAt - 1, preview: '' }),
  jobs: ([first]) => (first ? [releaseJob(first.accountId, first.id, at)] : []),
});
