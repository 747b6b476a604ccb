import { invalid, notFound } from '../api/errors';
import type { CreateMessage } from '../api/contracts/inbox';
import type { AccountRepository } from '../accounts/repository';
import type { Message } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import type { Database } from '../database/database';
import { attribution, knownTimeZone, type WriterLanguage } from '../mail/quotes/attribution';
import { forwardedHead } from '../mail/quotes/forwarded-head';
import type { QuoteToWrite } from '../mail/quotes/quote-tree';
import { visibleConversation, type Access } from '../security/scope';

/** What an answer needs to know of the place where it is written. */
export interface Surroundings {
  /** Undefined: the writer did not say, and the text may bring its history along. */
  quote?: QuoteToWrite | null;
  pictureDomain?: string;
  language?: WriterLanguage;
  /** The mail that goes on. */
  forwarded?: Message;
  /** The mail that is answered, where its writer named one. */
  replied?: Message;
}

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
}

export type ReadSurroundings = (
  access: Access,
  conversationId: string,
  input: Pick<CreateMessage, 'kind' | 'quoteOf' | 'replyOf' | 'forwardOf' | 'language' | 'timeZone'>
) => Promise<Surroundings>;

export function createReadSurroundings({ database, accounts, messages }: Deps): ReadSurroundings {
  return async (access, conversationId, { kind, quoteOf, replyOf, forwardOf, language = 'en', timeZone }) => {
    const conversation = await visibleConversation(database, access, conversationId);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    const pictureDomain = account.address.slice(account.address.indexOf('@') + 1);
    const mailNamed = async (id: string, field: string): Promise<Message> => {
      const mail = await messages.find(id);
      // A note is not for customers, whoever asks for it.
      if (!mail || mail.conversationId !== conversation.id || mail.kind !== 'message')
        throw invalid('unknown-message', `${field} names no mail of this conversation.`);
      return mail;
    };
    if (kind === 'forward') {
      if (forwardOf === undefined) throw invalid('forward-of-missing', 'Say in forwardOf which mail goes on.');
      const forwarded = await mailNamed(forwardOf, 'forwardOf');
      const { html, text } = forwarded;
      const at = forwarded.dateHeader ?? forwarded.receivedAt;
      const head = forwardedHead({ ...forwarded, at }, language, knownTimeZone(timeZone));
      return { pictureDomain, language, forwarded, quote: { attribution: head, html, text, isForward: true } };
    }
    const answer = kind === 'reply' && replyOf !== undefined ? { replied: await mailNamed(replyOf, 'replyOf') } : {};
    if (kind === 'note' || !quoteOf) {
      return { pictureDomain, language, ...answer, ...(quoteOf === undefined ? {} : { quote: null }) };
    }
    const mail = await mailNamed(quoteOf, 'quoteOf');
    const quoted = { at: mail.dateHeader ?? mail.receivedAt, from: mail.from };
    const line = attribution(quoted, language, knownTimeZone(timeZone));
    return { pictureDomain, language, ...answer, quote: { attribution: line, html: mail.html, text: mail.text } };
  };
}
