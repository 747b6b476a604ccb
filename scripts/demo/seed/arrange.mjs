import { messageIdOf } from './customer-api.mjs';
import { findByMessageId } from './answer.mjs';

/** Gives some conversations to people and closes what is done, so that the lists have something to show. */
export async function arrangeConversations(agent, arrangements) {
  const { data: agents } = await agent.get('/conversations/agents');
  for (const { key, assignee, status } of arrangements) {
    const conversation = await findByMessageId(agent, messageIdOf(key));
    const person = agents.find(({ name }) => name === assignee);
    if (!conversation || !person) throw new Error(`no conversation ${key}, or no agent ${assignee}`);
    if (conversation.assignee || conversation.status !== 'open') continue;
    await agent.put(`/conversations/inbox/${conversation.id}`, {
      assigneeId: person.id,
      ...(status ? { status } : {}),
    });
  }
}
