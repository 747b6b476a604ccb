import { notFound } from '../api/errors';
import type {
  ConversationDetailDto,
  ConversationDto,
  InboxAccountDto,
  InboxQuery,
  MessageDto,
  MessageStatus,
} from '../api/contracts/inbox';
import type { Page } from '../api/contracts/common';
import { isBlocked } from '../blocked-senders/block-table';
import { isMailAccount, stateOf, type Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { toInstant, toInstantOrNull, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { isDaemon } from '../mail/bounces/recognise';
import { replyEnvelope } from '../mail/reply';
import { toWhatsAppDto } from '../whatsapp/message';
import { visibleConversation, within, type Access, type Scope } from '../security/scope';
import { nameTagsOfEvents } from '../tags/name-tags-of-events';
import type { Attachment, AttachmentRepository } from './attachment-repository';
import type { Conversation } from './conversation';
import { decodeCursor, encodeCursor, type Found, type InboxList } from './inbox-list';
import { createLinkedConversations } from './linked-conversations';
import { inOrder, toConversationDto, withListColumns, type ListedRow } from './list-columns';
import { toMessage, type Message, type MessageRow } from './message';
import type { MessageRepository } from './message-repository';
import { CONVERSATIONS, MESSAGES } from './tables';
import { loadParticipants } from './thread-memory';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  list: InboxList;
}

/** Everything that a person reads of conversations; each query is within the person's scope. */
export interface InboxReader {
  /** `found` adds conditions of a caller; the scope stays. */
  list(access: Access, query: InboxQuery, found?: Found): Promise<Page<ConversationDto>>;
  get(scope: Access, id: string): Promise<ConversationDetailDto>;
  messages(scope: Access, conversationId: string, limit: number, cursor?: string): Promise<Page<MessageDto>>;
  message(scope: Access, id: string): Promise<Message>;
  toDto(message: Message): Promise<MessageDto>;
  /** Each counted up to 1,000. */
  counts(scope: Scope): Promise<{ open: number; mine: number; unassigned: number }>;
  accounts(scope: Access): Promise<InboxAccountDto[]>;
}

/** Badges say no more than that there are many. */
const COUNT_CAP = 1_000;

export function createInboxReader({ database, accounts, messages, attachments, list }: Deps): InboxReader {
  const linkedConversations = createLinkedConversations(database);

  async function visible(scope: Access, id: string): Promise<Conversation> {
    const conversation = await visibleConversation(database, scope, id);
    if (!conversation) throw notFound('Conversation');
    return conversation;
  }

  return {
    async list(access, query, found) {
      const page = await list.pageOf(access, query, found);
      if (!page) return { data: [], meta: { nextCursor: null } };
      const rows = (await withListColumns(database, access, page.rows)) as ListedRow[];
      const ordered = inOrder(query, rows);
      const last = ordered[query.limit - 1];
      return {
        data: ordered.slice(0, query.limit).map(toConversationDto),
        meta: { nextCursor: ordered.length > query.limit && last ? encodeCursor(list.positionOf(query, last)) : null },
      };
    },

    async get(scope, asked) {
      const conversation = await visible(scope, asked);
      const { id } = conversation;
      const own = database.knex(CONVERSATIONS).where({ document_id: id });
      const [[row], people, history, all, newest, newestItem, senderBlocked] = await Promise.all([
        withListColumns(database, scope, own) as Promise<ListedRow[]>,
        loadParticipants(database.knex, [id]),
        messages.latest(database.knex, id, 30),
        accounts.list(),
        // The order of storing, not of receiving: this is what a writer cannot have missed.
        database
          .knex(MESSAGES)
          .where({ conversation_document_id: id, kind: 'message' })
          .orderBy('id', 'desc')
          .select('document_id')
          .first() as Promise<{ document_id: string } | undefined>,
        database
          .knex(MESSAGES)
          .where({ conversation_document_id: id })
          .orderBy('id', 'desc')
          .select('document_id')
          .first() as Promise<{ document_id: string } | undefined>,
        isBlocked(database.knex, conversation),
      ]);
      const account = all.find((each) => each.id === conversation.accountId);
      if (!row || !account) throw notFound('Conversation');
      return {
        ...toConversationDto(row),
        participants: [...(people.get(id) ?? new Map<string, string>())].map(([address, name]) => ({ name, address })),
        replyTo: replyEnvelope(history, account),
        lastMessageId: newest?.document_id ?? null,
        lastItemId: newestItem?.document_id ?? null,
        senderBlocked,
        alsoIn: await linkedConversations(scope, conversation, all),
      };
    },

    async messages(scope, asked, limit, cursor) {
      const { id: conversationId, accountId } = await visible(scope, asked);
      const account = await accounts.find(accountId);
      const query = within(database.knex(MESSAGES).where({ conversation_document_id: conversationId }), scope)
        .orderBy([
          { column: 'received_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit + 1);
      if (cursor !== undefined) {
        const after = decodeCursor(cursor);
        query
          .where('received_at', '<=', after.at)
          .where((next) => void next.where('received_at', '<', after.at).orWhere('id', '<', after.id));
      }
      const rows = (await query) as MessageRow[];
      const page = await nameTagsOfEvents(database.knex, rows.slice(0, limit).map(toMessage));
      const files = await attachments.ofMessages(page.map(({ id }) => id));
      const last = page[page.length - 1];
      return {
        data: page.map((message) => ({
          ...toMessageDto(message, files, idsOf(page)),
          ...(account && isMailAccount(account) && message.kind === 'message'
            ? { replyTo: answerTo(message, account) }
            : {}),
        })),
        meta: {
          nextCursor: rows.length > limit && last ? encodeCursor({ at: last.receivedAt, id: last.rowId }) : null,
        },
      };
    },

    async message(scope, id) {
      const row = (await within(database.knex(MESSAGES).where({ document_id: id }), scope).first()) as
        MessageRow | undefined;
      if (!row) throw notFound('Message');
      return toMessage(row);
    },

    toDto: async (message) => toMessageDto(message, await attachments.ofMessages([message.id])),

    async counts(scope) {
      const open = { limit: 1, status: ['open' as const] };
      const number = async (query: InboxQuery) =>
        toNumber(((await list.countOf(scope, query, COUNT_CAP)?.first()) as { count: unknown } | undefined)?.count);
      return {
        open: await number(open),
        mine: await number({ ...open, assignee: 'me' }),
        unassigned: await number({ ...open, assignee: 'nobody' }),
      };
    },

    async accounts(scope) {
      const mine = new Set(scope.accountIds);
      return (await accounts.list())
        .filter((account) => mine.has(account.id))
        .map((account) => ({ id: account.id, name: account.name, kind: account.kind, state: stateOf(account) }));
    },
  };
}

/** Messages by the provider's id, for those that answer one of them. */
function idsOf(messages: Message[]): (externalId: string) => string | null {
  const ids = new Map(messages.map(({ externalId, id }) => [externalId, id]));
  return (externalId) => ids.get(externalId) ?? null;
}

/** A report of a mail system gets no proposal: nobody reads what is answered to it. */
function answerTo(message: Message, account: Account) {
  if (isDaemon(message.from)) return { to: [], cc: [] };
  const { to, cc } = replyEnvelope([message], account);
  return { to, cc };
}

export function toMessageDto(
  message: Message,
  files: Attachment[],
  idOf: (externalId: string) => string | null = () => null
): MessageDto {
  return {
    id: message.id,
    direction: message.direction,
    kind: message.kind,
    status: message.status,
    error: message.error,
    from: message.from,
    to: message.to,
    cc: message.cc,
    bcc: message.bcc,
    subject: message.subject,
    text: message.text,
    html: message.html,
    hasRemoteImages: message.hasRemoteImages,
    sentAt: toInstant(message.receivedAt),
    sendAt: waits(message.status) ? toInstantOrNull(message.sendAt) : null,
    dateHeader: toInstantOrNull(message.dateHeader),
    externalId: message.externalId,
    author: message.author,
    unverifiedSender: message.unverifiedSender,
    automatic: message.automatic,
    recipients: message.recipients,
    attachments: files
      .filter((file) => file.messageId === message.id)
      .map(({ id, name, type, size, inline, contentId, state, reason }) => ({
        id,
        name,
        type,
        size,
        inline,
        contentId,
        state,
        reason,
      })),
    event: message.event,
    invitations: message.invitations.map(({ filePosition, ...invitation }) => ({
      ...invitation,
      attachmentId: files.find((file) => file.messageId === message.id && file.position === filePosition)?.id ?? null,
    })),
    notices: message.notices,
    whatsapp: message.whatsapp && toWhatsAppDto(message.whatsapp, idOf),
  };
}

const waits = (status: MessageStatus) => status === 'scheduled' || status === 'queued';
