import type { Knex } from 'knex';
import { invalid, notFound, readOnly } from '../../api/errors';
import type { CreateMessage } from '../../api/contracts/inbox';
import { isWhatsAppAccount, type WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import type { AttachmentRepository } from '../../conversations/attachment-repository';
import type { ChangeStatus } from '../../conversations/change-status';
import type { Conversation } from '../../conversations/conversation';
import type { NewMessage } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { CONVERSATIONS } from '../../conversations/tables';
import { touchConversation } from '../../conversations/touch';
import { crashPoint } from '../../crash-points';
import type { Database } from '../../database/database';
import { createDocumentId } from '../../database/document-id';
import { removeSentDraft } from '../../drafts/draft-table';
import type { JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import { authorOf, mayWrite, visibleConversation, type Access } from '../../security/scope';
import type { ConversationValues } from '../../templates/conversation-values';
import type { TemplateValues } from '../../templates/variables';
import type { UseApproved } from '../../templates/use-approved';
import { plainWhatsApp } from '../../whatsapp/message';
import { maySendFreely } from '../../whatsapp/window';
import { draftOf } from '../held-draft';
import { heldUntil } from '../hold';
import { notifyMentioned } from '../notify-mentioned';
import { findByIdempotencyKey, refuseCollision } from '../collision';
import type { WriteMessage } from '../write-by-medium';
import { blank } from '../write-message';
import { keepAsDraft } from './keep-as-draft';
import { partsOf, previewOf, type FileToSend, type Part } from './message-parts';
import { refuseFault, refuseWhatIsOfMail } from './refuse-input';
import { windowClosed } from './window-closed';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  queue: JobQueue;
  changes: ChangeLog;
  changeStatus: ChangeStatus;
  useApproved: UseApproved;
  conversationValues: ConversationValues;
  now: () => number;
}

type Written = { id: string } | { closed: number | null };

/** Stores what a person writes to somebody on WhatsApp, with the jobs that send it, or a note. Nothing is sent here. */
export function createWriteWhatsAppMessage(deps: Deps): WriteMessage {
  const {
    database,
    accounts,
    messages,
    attachments,
    queue,
    changes,
    changeStatus,
    useApproved,
    conversationValues,
    now,
  } = deps;

  return async function writeMessage(access, conversationId, input) {
    refuseWhatIsOfMail(input);
    const text = (input.text ?? '').replaceAll('\u0000', '');
    const files = await filesOf(access, [...new Set(input.attachmentIds)]);
    const own =
      input.kind === 'note' ? noteOf(text, files) : input.kind === 'reply' ? messagesOf(text, files, input) : null;

    const known = input.kind === 'template' ? await valuesIn(access, conversationId) : {};

    const written = await database.transaction(async (trx, afterCommit): Promise<Written> => {
      const conversation = await visibleConversation(database, access, conversationId, trx);
      if (!conversation) throw notFound('Conversation');
      if (!mayWrite(access, conversation.accountId)) throw readOnly();
      const existing = await findByIdempotencyKey(trx, conversation.id, input.idempotencyKey);
      if (!existing && input.kind !== 'note') {
        // Of the one conversation with a group nobody is the person to write to.
        if (await isGroup(trx, conversation)) throw invalid('group-not-possible', 'Groups cannot be answered here.');
        await refuseCollision(trx, conversation, input.lastSeenMessageId);
        // What is approved may go out at any time.
        if (own && !maySendFreely(conversation.windowExpiresAt, now())) {
          await keepAsDraft(trx, access, conversation, input, now());
          return { closed: conversation.windowExpiresAt };
        }
      }
      const heldDraft = await draftOf(trx, access, conversation, input);
      if (access.person) {
        const writer = { conversationId: conversation.id, userId: access.person.id };
        await removeSentDraft(trx, writer, input.idempotencyKey, input.draftRevision);
      }
      if (existing) return { id: existing };
      const account = await accounts.find(conversation.accountId, trx);
      if (!account || !isWhatsAppAccount(account)) throw notFound('Conversation');

      const at = now();
      const hold = heldUntil(access, account, input, at);
      const parts = own ?? [await templateOf(trx, account, known, input)];
      if (own && hold.at !== null && !maySendFreely(conversation.windowExpiresAt, hold.at)) throw afterWindow();
      const stored = parts.map((part, index) => newMessage(access, conversation, account, part, input, index));
      for (const message of stored) hold.onto(message, at, heldDraft);
      const [first] = stored;
      if (!first) throw new Error('nothing was written');
      const answered = input.replyToMessageId ? await wamidOf(trx, conversation, input.replyToMessageId) : null;
      if (first.whatsapp) first.whatsapp = { ...first.whatsapp, replyTo: answered };
      await messages.insert(trx, stored, at);
      for (const [index, { fileIds }] of parts.entries()) {
        const messageId = stored[index]?.id ?? '';
        const by = access.person?.id ?? 0;
        if ((await attachments.claim(trx, fileIds, messageId, conversation.id, by)) !== fileIds.length) throw missing();
      }
      if (input.kind !== 'note') {
        const touch = { at, preview: parts.at(-1)?.preview ?? '', messages: stored.length };
        await touchConversation(trx, conversation, hold.touch(touch, conversation));
        for (const job of hold.jobs(stored)) await queue.enqueue(trx, job);
        if (input.close) await changeStatus(trx, afterCommit, access, conversation, 'closed', null, at);
      }
      await notifyMentioned(trx, input, access, first, at);
      await changes.note(trx, account.id, [conversation.id], at);
      crashPoint('outbox.before-commit');
      afterCommit(() => queue.ring());
      return { id: first.id };
    });
    if ('closed' in written) throw windowClosed(written.closed);
    crashPoint('outbox.after-commit');
    const stored = await messages.find(written.id);
    if (!stored) throw notFound('Message');
    return stored;
  };

  async function templateOf(
    trx: Knex,
    account: WhatsAppAccount,
    known: Record<string, string>,
    { templateId = '', values = {} }: CreateMessage
  ): Promise<Piece> {
    const { content, text } = await useApproved(trx, account, {
      templateId,
      use: 'window',
      values: { ...known, ...values },
    });
    return { content, text, preview: previewOf(text), fileIds: [] };
  }

  /** Before the transaction, which on SQLite has the only connection. */
  async function valuesIn(access: Access, conversationId: string): Promise<TemplateValues> {
    const conversation = await visibleConversation(database, access, conversationId);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    return conversationValues(database.knex, access.person ?? access.principal, conversation, account);
  }

  /** Whether they are this person's to send is for the claim to say, while the conversation is locked. */
  async function filesOf(access: Access, ids: string[]): Promise<FileToSend[]> {
    const found = await Promise.all(ids.map((id) => attachments.find(id)));
    return found.map((file) => {
      if (!file || !access.person || file.uploadedBy !== access.person.id) throw missing();
      return file;
    });
  }

  async function wamidOf(trx: Knex, conversation: Conversation, id: string): Promise<string> {
    const message = await messages.find(id, trx);
    if (!message || message.conversationId !== conversation.id || message.kind !== 'message')
      throw invalid('unknown-message', 'replyToMessageId names no message of this conversation.');
    if (message.externalId === '') throw invalid('not-sent-yet', 'The message that this answers has not gone out yet.');
    return message.externalId;
  }
}

interface Piece extends Omit<Part, 'fileId' | 'content'> {
  content: Part['content'] | null;
  fileIds: string[];
}

function messagesOf(text: string, files: FileToSend[], { location }: CreateMessage): Piece[] {
  const made = partsOf({ text, files, location: location ?? null });
  if (!made.ok) refuseFault(made.fault);
  return made.parts.map(({ fileId, ...part }) => ({ ...part, fileIds: fileId === null ? [] : [fileId] }));
}

/** A note stays here: what WhatsApp takes is of no matter to it. */
function noteOf(text: string, files: FileToSend[]): Piece[] {
  if (text.trim() === '' && files.length === 0) refuseFault({ code: 'empty-message' });
  return [{ content: null, text, preview: '', fileIds: files.map(({ id }) => id) }];
}

export function newMessage(
  access: Access,
  conversation: Conversation,
  account: WhatsAppAccount,
  { content, text }: Pick<Piece, 'content' | 'text'>,
  { kind, idempotencyKey }: Pick<CreateMessage, 'kind' | 'idempotencyKey'>,
  index: number
): NewMessage {
  const id = createDocumentId();
  const isNote = kind === 'note';
  return {
    ...blank(conversation, account, id, { text, html: null }),
    kind: isNote ? 'note' : 'message',
    status: isNote ? 'sent' : 'queued',
    to: isNote ? [] : [{ name: conversation.contactName, address: conversation.contactAddress }],
    identityKey: isNote ? `note:${id}` : `ours:${id}`,
    threadReason: 'composer',
    // The first stands for the whole request.
    idempotencyKey: index === 0 ? idempotencyKey : `${idempotencyKey}#${index}`,
    author: authorOf(access),
    whatsapp: content && plainWhatsApp(content),
  };
}

async function isGroup(trx: Knex, { id }: Conversation): Promise<boolean> {
  const row = (await trx(CONVERSATIONS).where({ document_id: id }).first('start_key')) as
    { start_key: string | null } | undefined;
  return row?.start_key?.startsWith('wa-group:') ?? false;
}

const afterWindow = () =>
  invalid('send-at-after-window', 'By then the 24-hour window is closed. Choose an earlier time.');

const missing = () => invalid('attachment-missing', 'One of the files is not there any more. Attach it again.');
