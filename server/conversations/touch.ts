import type { Knex } from 'knex';
import { clip } from '../database/columns';
import type { Conversation } from './conversation';
import { CONVERSATIONS } from './tables';

export interface Touch {
  /** When the newest of the new messages was received. */
  at: number;
  preview: string;
  messages: number;
  status?: Conversation['status'];
}

/** Keeps what the list shows on the conversation's row. An older message that comes late does not move it up. */
export async function touchConversation(trx: Knex, conversation: Conversation, touch: Touch): Promise<void> {
  const newer = touch.at >= conversation.lastMessageAt;
  await trx(CONVERSATIONS)
    .where({ document_id: conversation.id })
    .update({
      message_count: trx.raw('message_count + ?', [touch.messages]),
      updated_at: new Date(touch.at),
      ...(newer ? { last_message_at: touch.at, preview: clip(touch.preview) } : {}),
      ...(touch.status ? { status: touch.status } : {}),
    });
}
