import type { Knex } from 'knex';
import { invalid, notFound, readOnly } from '../api/errors';
import { MAX_RECIPIENTS, type CreateMessage } from '../api/contracts/inbox';
import type { Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { AttachmentRepository } from '../conversations/attachment-repository';
import type { ChangeStatus } from '../conversations/change-status';
import type { Conversation } from '../conversations/conversation';
import type { Message, NewMessage } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { rememberAliases, rememberParticipants, type AliasEntry } from '../conversations/thread-memory';
import { touchConversation } from '../conversations/touch';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { removeSentDraft } from '../drafts/draft-table';
import type { JobQueue } from '../jobs/types';
import { createMessageId } from '../mail/message-id';
import { isMessageId } from '../mail/header-values';
import { messageIdKey } from '../mail/identity';
import { replyEnvelope } from '../mail/reply';
import { forwardSubject } from '../mail/subject';
import type { MailWorkerPool } from '../mail/types';
import type { ChangeLog } from '../realtime/change-log';
import { authorOf, mayWrite, visibleConversation, type Access } from '../security/scope';
import type { Signing } from '../signatures/signing';
import { notifyMentioned } from './notify-mentioned';
import { createReadSurroundings, type Surroundings } from './answered-mail';
import { draftOf } from './held-draft';
import { heldUntil } from './hold';
import { findByIdempotencyKey, refuseCollision } from './collision';
import { passOnFiles } from './pass-on-files';
import { createReadBody } from './read-body';

const PREVIEW_LENGTH = 200;
const MAX_PICTURES = 100;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  signing: Signing;
  pool: MailWorkerPool;
  queue: JobQueue;
  changes: ChangeLog;
  changeStatus: ChangeStatus;
  threadSecret: () => Promise<Buffer>;
  now: () => number;
}

/**
 * Stores what a person writes: a reply with its own Message-ID and the job that sends it, or a note, in one
 * transaction. Nothing is sent here.
 */
export function createWriteMessage(deps: Deps) {
  const { database, accounts, messages, attachments, signing, pool, queue, changes, changeStatus, threadSecret, now } =
    deps;
  const readBody = createReadBody(pool);
  const readSurroundings = createReadSurroundings(deps);

  return async function writeMessage(scope: Access, conversationId: string, input: CreateMessage): Promise<Message> {
    const signature = input.kind !== 'note' ? await signing.forMessage(scope, conversationId, input.signatureId) : null;
    const surroundings = await readSurroundings(scope, conversationId, input);
    const { forwarded, replied } = surroundings;
    // A mail that goes on needs no words of its own.
    const files = input.attachmentIds.length + (forwarded ? 1 : 0);
    const body =
      input.kind !== 'note'
        ? await readBody.mail(input, files, signature?.write ?? null, surroundings)
        : await readBody.note(input, files, surroundings);
    // Each is claimed by itself while the conversation is locked.
    if (body.uploads.length > MAX_PICTURES) throw invalid('too-many-files', `At most ${MAX_PICTURES} pictures.`);
    const secret = await threadSecret();
    const id = await database.transaction(async (trx, afterCommit) => {
      const conversation = await visibleConversation(database, scope, conversationId, trx);
      if (!conversation) throw notFound('Conversation');
      if (!mayWrite(scope, conversation.accountId)) throw readOnly();
      const heldDraft = await draftOf(trx, scope, conversation, input);
      if (scope.person) {
        const writer = { conversationId: conversation.id, userId: scope.person.id };
        await removeSentDraft(trx, writer, input.idempotencyKey, input.draftRevision);
      }
      const existing = await findByIdempotencyKey(trx, conversation.id, input.idempotencyKey);
      if (existing) return existing;
      const account = await accounts.find(conversation.accountId, trx);
      if (!account) throw notFound('Conversation');
      if (input.kind !== 'note') await refuseCollision(trx, conversation, input.lastSeenMessageId);

      const at = now();
      const hold = heldUntil(scope, account, input, at);
      const message =
        input.kind === 'note'
          ? note(conversation, account, body)
          : await mail(trx, conversation, account, body, input, secret, { forwarded, replied });
      hold.onto(message, at, heldDraft);
      message.idempotencyKey = input.idempotencyKey;
      message.author = authorOf(scope);
      await messages.insert(trx, [message], at);
      const pictures = body.uploads;
      const ids = [...new Set(input.attachmentIds)].filter((id) => !pictures.includes(id));
      if (ids.length > 0) {
        const claimed = await attachments.claim(trx, ids, message.id, conversation.id, scope.person?.id ?? 0);
        if (claimed !== ids.length)
          throw invalid('attachment-missing', 'One of the files is not there any more. Attach it again.');
      }
      if (pictures.length > 0) {
        const domain = surroundings.pictureDomain ?? '';
        const place = { messageId: message.id, conversationId: conversation.id, domain };
        const claimed = await attachments.claimPictures(trx, pictures, place, scope.person?.id ?? 0);
        if (claimed !== pictures.length)
          throw invalid(
            'inline-picture-missing',
            'A picture in the text is not there any more. Take it out and paste it again.'
          );
      }
      if (forwarded) await passOnFiles(attachments, trx, forwarded, message, input.withoutFileIds ?? [], at);
      else if (input.withoutFileIds?.length) throw invalid('unknown-file', 'Only a forward leaves files behind.');
      if (signature) {
        await attachments.insert(trx, signature.partsFor(message.id, conversation.id), at);
      }
      if (message.kind === 'message') {
        await rememberAliases(trx, [ourAlias(message)]);
        await rememberParticipants(trx, conversation.id, [...message.to, ...message.cc, ...message.bcc]);
        const shown = preview(body.written) || message.subject;
        await touchConversation(trx, conversation, hold.touch({ at, preview: shown, messages: 1 }, conversation));
        for (const job of hold.jobs([message])) await queue.enqueue(trx, job);
        if (input.close) await changeStatus(trx, afterCommit, scope, conversation, 'closed', null, at);
      }
      await notifyMentioned(trx, input, scope, message, at);
      await changes.note(trx, account.id, [conversation.id], at);
      crashPoint('outbox.before-commit');
      afterCommit(() => queue.ring());
      return message.id;
    });
    crashPoint('outbox.after-commit');
    const stored = await messages.find(id);
    if (!stored) throw notFound('Message');
    return stored;
  };

  async function mail(
    trx: Knex,
    conversation: Conversation,
    account: Account,
    body: { text: string; html: string | null },
    input: CreateMessage,
    secret: Buffer,
    { forwarded, replied }: Pick<Surroundings, 'forwarded' | 'replied'>
  ): Promise<NewMessage> {
    const history = await messages.latest(trx, conversation.id, 30);
    const envelope = replyEnvelope(replied ? [replied] : history, account);
    // Whom a mail goes on to is for its writer to say.
    const to = named(input.to ?? (forwarded ? [] : envelope.to));
    const cc = named(input.cc ?? (forwarded ? [] : envelope.cc));
    const bcc = named(input.bcc ?? []);
    if (to.length === 0) throw invalid('no-recipient', 'Say to whom this goes.');
    if (to.length + cc.length + bcc.length > MAX_RECIPIENTS) {
      throw invalid('too-many-recipients', `At most ${MAX_RECIPIENTS} recipients.`);
    }
    const id = createDocumentId();
    const domain = account.address.slice(account.address.indexOf('@') + 1);
    const externalId = createMessageId({ conversationId: conversation.id, messageId: id, domain, secret });
    const answered =
      forwarded ??
      replied ??
      [...history].reverse().find((message) => message.direction === 'inbound') ??
      history.at(-1);
    return {
      ...blank(conversation, account, id, body),
      kind: 'message',
      status: 'queued',
      to,
      cc,
      bcc,
      subject: input.subject || (forwarded ? forwardSubject(forwarded.subject) : envelope.subject),
      externalId,
      identityKey: `ours:${id}`,
      threadReason: 'composer',
      references: {
        // A sender may have made an id that no header of ours can hold, and what goes on answers nobody (RFC 5322
        // section 3.6.4); its references still lead an answer of the new reader here.
        inReplyTo: !forwarded && answered && isMessageId(answered.externalId) ? answered.externalId : null,
        references: [...(answered?.references?.references ?? []), answered?.externalId ?? ''].filter(Boolean),
      },
    };
  }
}

const named = (people: { name?: string; address: string }[]) =>
  people.map(({ name, address }) => ({ name: name ?? '', address }));

export const ourAlias = ({ accountId, externalId, conversationId, id }: NewMessage): AliasEntry => {
  const idKey = messageIdKey(externalId);
  if (idKey === null) throw new Error('a mail of ours has no Message-ID');
  return { accountId, idKey, conversationId, messageId: id, ours: true };
};

const note = (
  conversation: Conversation,
  account: Account,
  body: { text: string; html: string | null }
): NewMessage => {
  const id = createDocumentId();
  return {
    ...blank(conversation, account, id, body),
    kind: 'note',
    status: 'sent',
    identityKey: `note:${id}`,
    threadReason: 'composer',
  };
};

export const blank = (
  conversation: Pick<Conversation, 'id'>,
  account: Account,
  id: string,
  body: { text: string; html: string | null }
): Omit<NewMessage, 'kind' | 'status'> => ({
  id,
  accountId: account.id,
  conversationId: conversation.id,
  direction: 'outbound',
  error: null,
  from: { name: account.senderName, address: account.address },
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  text: body.text,
  html: body.html,
  hasRemoteImages: false,
  receivedAt: 0,
  dateHeader: null,
  externalId: '',
  identityKey: '',
  idempotencyKey: null,
  author: null,
  imported: false,
  unverifiedSender: false,
  automatic: false,
  threadReason: '',
  recipients: [],
  rawKey: null,
  references: null,
  event: null,
});

export const preview = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH);
