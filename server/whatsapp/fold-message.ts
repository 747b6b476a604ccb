import { problemOf } from '../channels/whatsapp-cloud/errors/codes';
import { PROBLEM_WORDS } from '../channels/whatsapp-cloud/errors/words';
import type { MessageContent } from '../channels/whatsapp-cloud/webhook/content';
import type { Message } from '../conversations/message';
import { addReport, deliveryState, NOTHING_REPORTED, type DeliveryFacts } from './delivery-state';
import { plainWhatsApp, type WhatsAppMessage } from './message';
import type { MessageEventRow } from './message-events';
import { addEvent, messageState, noFacts } from './message-state';

export type Folded = Pick<Message, 'status' | 'error'> & {
  whatsapp: WhatsAppMessage;
  /** The latest edit; null where nobody edited it. */
  edited: MessageContent | null;
};

/**
 * A message with everything that was reported of it. A function of the set of reports: their order, repetitions and the
 * state that the message is in by earlier ones make no difference.
 */
export function foldMessage(message: Message, events: readonly MessageEventRow[]): Folded {
  const own = message.whatsapp ?? plainWhatsApp({ type: 'text' });
  let facts = noFacts<MessageContent>();
  let delivery: DeliveryFacts = NOTHING_REPORTED;
  let pricing = own.pricing;
  // What is told twice differently, such as a price, has to have one order.
  for (const { at, key, data } of [...events].sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const stamp = { at: at ?? 0, key };
    if (data.type === 'edit') facts = addEvent(facts, { ...stamp, type: 'edit', content: data.content });
    else if (data.type === 'revoke') facts = addEvent(facts, { ...stamp, type: 'revoke' });
    else if (data.type === 'reaction')
      facts = addEvent(facts, { ...stamp, type: 'reaction', by: data.by, emoji: data.emoji });
    else {
      delivery = addReport(delivery, {
        status: data.status,
        at,
        failure: data.failure && { code: data.failure.code, details: data.failure.details },
      });
      pricing = data.pricing ?? pricing;
    }
  }
  const state = messageState(facts);
  return {
    ...outcome(message, delivery),
    edited: facts.edit?.content ?? null,
    whatsapp: {
      ...own,
      pricing,
      editedAt: state.editedAt,
      revokedAt: state.revokedAt,
      reactions: state.reactions.map(({ by, emoji, at }) => ({ by: by === 'us' ? 'us' : 'contact', emoji, at })),
      ticks: {
        sentAt: delivery.reached.sent ?? null,
        deliveredAt: delivery.reached.delivered ?? null,
        readAt: delivery.reached.read ?? null,
        playedAt: delivery.reached.played ?? null,
      },
    },
  };
}

/** Statuses in which a try of ours is under way: what comes of that try is its own to say. */
const UNDER_WAY = new Set(['scheduled', 'queued', 'sending', 'cancelled']);

function outcome(message: Message, facts: DeliveryFacts): Pick<Message, 'status' | 'error'> {
  const { status, error } = message;
  if (message.direction === 'inbound' || UNDER_WAY.has(status)) return { status, error };
  const reported = deliveryState(facts);
  switch (reported.status) {
    case 'accepted':
      return { status, error };
    case 'failed': {
      const { failure } = reported;
      const code = problemOf({ code: failure?.code ?? null, subcode: null, httpStatus: null });
      const { message: words, action } = PROBLEM_WORDS[code];
      return { status: 'failed', error: { code, message: `${words} ${action}` } };
    }
    case 'played':
      return { status: 'read', error: null };
    default:
      return { status: reported.status, error: null };
  }
}
