import { setTimeout as wait } from 'node:timers/promises';
import { DemoError } from '../failure.mjs';
import { messageIdOf } from './customer-api.mjs';
import { until } from './http.mjs';

// IMAP knows when a mail came in to the second (INTERNALDATE): a reply within the same one could stand before the answer.
const THINKING_MS = 1500;
const GONE_OUT = ['accepted', 'sent', 'delivered', 'read'];

/** An agent answers a conversation through the admin API, and the customer answers that. */
export async function answerOnce({ agent, customers, answered, signal }) {
  const question = messageIdOf(answered.key);
  const conversation = await until(`the conversation of ${answered.key}`, 60, signal, () =>
    findByMessageId(agent, question)
  );
  const replyId = messageIdOf(answered.reply.key);
  const written = (await customers.mailsOf(answered.customer)).some((mail) => mail.messageId === replyId);
  if (!written) {
    const { data: message } = await agent.post(`/conversations/inbox/${conversation.id}/messages`, {
      kind: 'reply',
      text: answered.text,
      // The same key again answers the message that is there: a seed that was cut short does not send twice.
      idempotencyKey: `demo-seed-${answered.key}`,
    });
    await until('the answer to go out', 60, signal, () => hasGoneOut(agent, conversation.id, message.id));
    const received = await until('the answer to reach the customer', 30, signal, async () =>
      (await customers.mailsOf(answered.customer)).find((mail) => sameId(mail.messageId, message.externalId))
    );
    await wait(THINKING_MS, undefined, { signal });
    await customers.write({ ...answered.reply, customer: answered.customer, inReplyTo: received.id });
  }
  await until("the customer's reply in the same conversation", 60, signal, async () =>
    (await messagesOf(agent, conversation.id)).some((message) => sameId(message.externalId, replyId))
  );
  return conversation;
}

/** Answers the conversation that holds the mail, or null. */
export async function findByMessageId(agent, messageId) {
  const { data: conversations } = await agent.get('/conversations/inbox?limit=100');
  for (const conversation of conversations) {
    const messages = await messagesOf(agent, conversation.id);
    if (messages.some((message) => sameId(message.externalId, messageId))) return conversation;
  }
  return null;
}

async function hasGoneOut(agent, conversationId, messageId) {
  const message = (await messagesOf(agent, conversationId)).find(({ id }) => id === messageId);
  if (message?.status === 'failed') throw new DemoError(`The answer could not be sent: ${message.error?.message}`);
  return message && GONE_OUT.includes(message.status);
}

async function messagesOf(agent, conversationId) {
  return (await agent.get(`/conversations/inbox/${conversationId}/messages?limit=100`)).data;
}

/** Message-IDs with or without their angle brackets. */
const sameId = (a, b) => bare(a) === bare(b);
const bare = (id) => (id ?? '').replace(/[<>\s]/g, '');
