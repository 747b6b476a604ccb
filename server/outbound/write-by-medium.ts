import { invalid, notFound } from '../api/errors';
import type { CreateMessage } from '../api/contracts/inbox';
import { mediumOf, type Medium } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { Message } from '../conversations/message';
import type { CheckMentions } from '../notifications/mentions';
import type { Database } from '../database/database';
import { visibleConversation, type Access } from '../security/scope';

export type WriteMessage = (access: Access, conversationId: string, input: CreateMessage) => Promise<Message>;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  writers: Record<Medium, WriteMessage>;
  checkMentions: CheckMentions;
}

/** A message is written as its account's medium wants it. */
export function createWriteByMedium({ database, accounts, writers, checkMentions }: Deps): WriteMessage {
  return async (access, conversationId, input) => {
    const conversation = await visibleConversation(database, access, conversationId);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    const medium = mediumOf(account.kind);
    if (medium !== 'whatsapp' && (input.location || input.replyToMessageId)) {
      throw invalid('only-whatsapp', 'Places and answers to one message are for WhatsApp.');
    }
    if (medium !== 'whatsapp' && (input.kind === 'template' || input.templateId || input.values)) {
      throw invalid('only-whatsapp', 'Approved templates are for WhatsApp. In mail a template is text of the answer.');
    }
    if (input.kind !== 'note' && input.mentions?.length)
      throw invalid('only-in-notes', 'People are mentioned in notes.');
    await checkMentions(account.id, input.mentions ?? []);
    return writers[medium](access, conversationId, input);
  };
}
