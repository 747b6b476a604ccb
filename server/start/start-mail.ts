import type { Knex } from 'knex';
import { invalid, notFound } from '../api/errors';
import { MAX_RECIPIENTS } from '../api/contracts/inbox';
import type { StartedDto, StartInInbox } from '../api/contracts/start';
import type { MailAccount } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { Contact, ContactBook } from '../contacts/contact-book';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import type { NewMessage } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { ATTACHMENTS, CONVERSATIONS, MESSAGES } from '../conversations/tables';
import { rememberAliases, rememberParticipants } from '../conversations/thread-memory';
import { crashPoint } from '../crash-points';
import { clip } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation, retryOnConflict } from '../database/errors';
import { UPLOADED_FOR_START } from '../files/uploads';
import type { JobQueue } from '../jobs/types';
import { createMessageId } from '../mail/message-id';
import type { MailAddress, MailWorkerPool } from '../mail/types';
import { heldUntil } from '../outbound/hold';
import { createReadBody, type Body } from '../outbound/read-body';
import { blank, ourAlias, preview } from '../outbound/write-message';
import type { ChangeLog } from '../realtime/change-log';
import { authorOf, keyOf, type Access } from '../security/scope';
import type { Signing } from '../signatures/signing';
import type { ConversationValues } from '../templates/conversation-values';
import { countUse } from '../templates/template-table';
import { contactOfAddress, valuesForStart } from './person-values';
import type { StartOn } from './start-conversation';
import { fromTemplate, startTemplateOfMail } from './start-template';
import { draftOfStart } from './draft-of-start';

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
  conversationValues: ConversationValues;
  threadSecret: () => Promise<Buffer>;
  now: () => number;
}

/** Contact, conversation, message and the job that sends it, in one transaction. The answer finds its way back by the Message-ID. */
export function createStartMail(deps: Deps): StartOn<MailAccount> {
  const { database, accounts, contacts, messages, attachments, signing, pool, queue, changes, threadSecret, now } =
    deps;
  const readBody = createReadBody(pool);

  return async function startMail(access, writer, input) {
    const accountId = writer.id;
    const to = (input.to ?? []).map(named);
    const cc = (input.cc ?? []).map(named);
    const bcc = (input.bcc ?? []).map(named);
    if (to.length + cc.length + bcc.length > MAX_RECIPIENTS) {
      throw invalid('too-many-recipients', `At most ${MAX_RECIPIENTS} recipients.`);
    }
    const [person] = to;
    if (!person) throw invalid('no-recipient', 'Say to whom this goes.');
    const startKey = `${keyOf(access)}:${input.idempotencyKey}`;
    const earlier = await findStarted(accountId, startKey);
    if (earlier) return earlier;

    const { subject, ...written } = await contentOf(access, writer, person, input);
    if (!subject) throw invalid('no-subject', 'A mail that begins a conversation needs a subject.');
    const signature = await signing.forAccount(access, writer, input.signatureId);
    const attached = [...new Set(input.attachmentIds ?? [])];
    const pictureDomain = domainOf(writer);
    const body = await readBody.mail(written, attached.length, signature?.write ?? null, { pictureDomain });
    const files = { pictures: body.uploads, attached: attached.filter((id) => !body.uploads.includes(id)) };
    const secret = await threadSecret();
    const people = await contacts.prepare([person]);
    const store = () =>
      database.transaction(async (trx, afterCommit): Promise<StartedDto> => {
        // Removed meanwhile: nothing of it may come back.
        const account = await accounts.lock(trx, accountId);
        if (!account) throw notFound('Account');
        const contact = (await contacts.resolve(trx, people)).get(person.address);
        if (!contact) throw new Error('a contact was not made');
        const at = now();
        const hold = heldUntil(access, account, { kind: 'reply', undoable: input.undoable }, at);
        const conversationId = createDocumentId();
        const message: NewMessage = {
          ...firstMessage(conversationId, writer, body, secret),
          to,
          cc,
          bcc,
          subject,
          idempotencyKey: input.idempotencyKey,
          author: authorOf(access),
        };
        hold.onto(message, at, hold.at === null ? null : draftOfStart(input, written));
        await insertConversation(trx, conversationId, message, body.written, person, contact, startKey, at);
        await messages.insert(trx, [message], at);
        await claim(trx, access, message, files);
        if (signature) await attachments.insert(trx, signature.partsFor(message.id, conversationId), at);
        if (input.templateId !== undefined) await countUse(trx, input.templateId, at);
        await rememberAliases(trx, [ourAlias(message)]);
        await rememberParticipants(trx, conversationId, [...to, ...cc, ...bcc]);
        for (const job of hold.jobs([message])) await queue.enqueue(trx, job);
        await changes.note(trx, accountId, [conversationId], at);
        crashPoint('start.before-commit');
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

  async function contentOf(access: Access, account: MailAccount, person: MailAddress, input: StartInInbox) {
    const { subject, text, html, templateId, values = {} } = input;
    if (templateId === undefined) return { subject, text, html };
    const template = await startTemplateOfMail(database.knex, account, templateId);
    const contactId = await contactOfAddress(database.knex, person.address);
    const who = { ...person, contactId };
    const known = await valuesForStart(database.knex, deps.conversationValues, access, account, who);
    return fromTemplate(template, { ...known, ...values }, { subject, text, html });
  }

  /** Uploads of this person for a first mail from this account, which belong to its conversation now. */
  async function claim(
    trx: Knex,
    access: Access,
    { id: messageId, accountId, conversationId, from }: NewMessage,
    { pictures, attached }: { pictures: string[]; attached: string[] }
  ): Promise<void> {
    const all = [...pictures, ...attached];
    if (all.length === 0) return;
    const by = access.person?.id ?? 0;
    await trx(ATTACHMENTS)
      .whereIn('document_id', all)
      .where({ account_document_id: accountId, conversation_document_id: UPLOADED_FOR_START, uploaded_by: by })
      .update({ conversation_document_id: conversationId });
    const place = { messageId, conversationId, domain: from.address.slice(from.address.indexOf('@') + 1) };
    const claimed =
      (await attachments.claim(trx, attached, messageId, conversationId, by)) +
      (await attachments.claimPictures(trx, pictures, place, by));
    if (claimed !== all.length)
      throw invalid('attachment-missing', 'One of the files is not there any more. Attach it again.');
  }

  async function findStarted(accountId: string, startKey: string): Promise<StartedDto | null> {
    const row = (await database
      .knex({ c: CONVERSATIONS })
      .join({ m: MESSAGES }, 'm.conversation_document_id', 'c.document_id')
      .where({ 'c.account_document_id': accountId, 'c.start_key': startKey })
      .orderBy('m.id')
      .select({ conversationId: 'c.document_id', messageId: 'm.document_id' })
      .first()) as StartedDto | undefined;
    return row ?? null;
  }
}

const named = ({ name, address }: { name?: string; address: string }): MailAddress => ({ name: name ?? '', address });

const domainOf = ({ address }: MailAccount): string => address.slice(address.indexOf('@') + 1);

function firstMessage(conversationId: string, account: MailAccount, body: Body, secret: Buffer): NewMessage {
  const id = createDocumentId();
  return {
    ...blank({ id: conversationId }, account, id, body),
    kind: 'message',
    status: 'queued',
    externalId: createMessageId({ conversationId, messageId: id, domain: domainOf(account), secret }),
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
