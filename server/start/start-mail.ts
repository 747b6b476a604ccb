import type { Knex } from 'knex';
import { invalid, notFound, readOnly } from '../api/errors';
import { MAX_RECIPIENTS } from '../api/contracts/inbox';
import type { StartConversation } from '../api/contracts/host';
import { isMailAccount, type Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { Contact, ContactBook } from '../contacts/contact-book';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation, retryOnConflict } from '../database/errors';
import type { JobQueue } from '../jobs/types';
import { createMessageId } from '../mail/message-id';
import type { MailAddress, MailWorkerPool } from '../mail/types';
import { createReadBody, type Body } from '../outbound/read-body';
import { sendJob } from '../outbound/topics';
import { blank, ourAlias, preview } from '../outbound/write-message';
import type { ChangeLog } from '../realtime/change-log';
import { authorOf, keyOf, mayWrite, type Access } from '../security/scope';
import type { Signing } from '../signatures/signing';
import type { AttachmentRepository } from './attachment-repository';
import type { NewMessage } from './message';
import type { MessageRepository } from './message-repository';
import { CONVERSATIONS, MESSAGES } from './tables';
import { rememberAliases, rememberParticipants } from './thread-memory';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  contacts: ContactBook;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  signing: Signing;
  pool: MailWorkerPool;
  queue: JobQueue;
  changes: ChangeLog;
  threadSecret: () => Promise<Buffer>;
  now: () => number;
}

interface Started {
  conversationId: string;
  messageId: string;
}

/**
 * A conversation that begins with a mail of ours: contact, conversation, message and the job that sends it, in one
 * transaction. Nothing is sent here. The customer's answer finds its way back by the Message-ID.
 */
export function createStartConversation(deps: Deps) {
  const { database, accounts, contacts, messages, attachments, signing, pool, queue, changes, threadSecret, now } =
    deps;
  const readBody = createReadBody(pool);

  return async function startConversation(access: Access, input: StartConversation): Promise<Started> {
    const { accountId, idempotencyKey } = input;
    if (!access.accountIds.includes(accountId)) throw notFound('Account');
    if (!mayWrite(access, accountId)) throw readOnly();
    const to = input.to.map(named);
    const cc = (input.cc ?? []).map(named);
    if (to.length + cc.length > MAX_RECIPIENTS) {
      throw invalid('too-many-recipients', `At most ${MAX_RECIPIENTS} recipients.`);
    }
    const [person] = to;
    if (!person) throw invalid('no-recipient', 'Say to whom this goes.');
    const startKey = `${keyOf(access)}:${idempotencyKey}`;
    const earlier = await findStarted(accountId, startKey);
    if (earlier) return earlier;

    const writer = await accounts.find(accountId);
    if (!writer) throw notFound('Account');
    if (!isMailAccount(writer)) throw invalid('template-needed', 'A conversation on WhatsApp begins with a template.');
    const signature = await signing.forAccount(access, writer, undefined);
    const body = await readBody.mail(input, 0, signature?.write ?? null);
    const secret = await threadSecret();
    const people = await contacts.prepare([person]);
    const store = () =>
      database.transaction(async (trx, afterCommit): Promise<Started> => {
        // Removed meanwhile: nothing of it may come back.
        const account = await accounts.lock(trx, accountId);
        if (!account) throw notFound('Account');
        const contact = (await contacts.resolve(trx, people)).get(person.address);
        if (!contact) throw new Error('a contact was not made');
        const at = now();
        const conversationId = createDocumentId();
        const message: NewMessage = {
          ...firstMessage(conversationId, account, body, secret),
          to,
          cc,
          subject: input.subject,
          receivedAt: at,
          idempotencyKey,
          author: authorOf(access),
        };
        await insertConversation(trx, conversationId, message, body.written, person, contact, startKey, at);
        await messages.insert(trx, [message], at);
        if (signature) await attachments.insert(trx, signature.partsFor(message.id, conversationId), at);
        await rememberAliases(trx, [ourAlias(message)]);
        await rememberParticipants(trx, conversationId, [...to, ...cc]);
        await queue.enqueue(trx, sendJob(accountId, conversationId, message.id));
        await changes.note(trx, accountId, [conversationId], at);
        afterCommit(() => queue.ring());
        return { conversationId, messageId: message.id };
      });
    try {
      return await retryOnConflict(store);
    } catch (error) {
      // The same request, twice at once: the unique key let one of them in.
      const other = isUniqueViolation(error) ? await findStarted(accountId, startKey) : null;
      if (!other) throw error;
      return other;
    }
  };

  async function findStarted(accountId: string, startKey: string): Promise<Started | null> {
    const row = (await database
      .knex({ c: CONVERSATIONS })
      .join({ m: MESSAGES }, 'm.conversation_document_id', 'c.document_id')
      .where({ 'c.account_document_id': accountId, 'c.start_key': startKey })
      .orderBy('m.id')
      .select({ conversationId: 'c.document_id', messageId: 'm.document_id' })
      .first()) as Started | undefined;
    return row ?? null;
  }
}

const named = ({ name, address }: { name?: string; address: string }): MailAddress => ({ name: name ?? '', address });

function firstMessage(conversationId: string, account: Account, body: Body, secret: Buffer): NewMessage {
  const id = createDocumentId();
  const domain = account.address.slice(account.address.indexOf('@') + 1);
  return {
    ...blank({ id: conversationId }, account, id, body),
    kind: 'message',
    status: 'queued',
    externalId: createMessageId({ conversationId, messageId: id, domain, secret }),
    identityKey: `ours:${id}`,
    threadReason: 'started',
    references: { inReplyTo: null, references: [] },
  };
}

async function insertConversation(
  trx: Knex,
  id: string,
  message: NewMessage,
  written: string,
  person: MailAddress,
  contact: Contact,
  startKey: string,
  now: number
): Promise<void> {
  const at = new Date(now);
  await trx(CONVERSATIONS).insert({
    document_id: id,
    account_document_id: message.accountId,
    contact_document_id: contact.id,
    contact_name: clip(contact.name || person.name),
    contact_address: clip(person.address),
    subject: message.subject,
    preview: clip(preview(written)),
    status: 'open',
    start_key: startKey,
    last_message_at: now,
    message_count: 1,
    created_at: at,
    updated_at: at,
    published_at: at,
  });
}
