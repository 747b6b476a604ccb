import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import { blockedContacts } from '../blocked-senders/block-table';
import type { Contact } from '../contacts/contact-book';
import type { Attachment, AttachmentRepository } from '../conversations/attachment-repository';
import type { NewMessage } from '../conversations/message';
import type { MessageRepository } from '../conversations/message-repository';
import { loadRedirects } from '../conversations/redirects';
import { insertParticipants, loadAllAliases, rememberAliases, type AliasEntry } from '../conversations/thread-memory';
import type { Dialect } from '../database/database';
import { createDocumentId } from '../database/document-id';
import type { StoredFile } from '../files/file-store';
import { isNoNews } from '../mail/automatic';
import { messageIdKey } from '../mail/identity';
import { readToken } from '../mail/message-id';
import { baseSubject } from '../mail/subject';
import { idKeysToLookUp, namersOf, resolveThread } from '../mail/thread';
import type { ParsedMail } from '../mail/types';
import { counterpartOf, directionOf, participantsOf } from './counterpart';
import { importedStatus } from './imported-status';
import type { JournalEntry } from './journal';
import { mergeThreads } from './merge-threads';
import { placeInTime } from './order';
import { insertThreads, loadReceivedAt, loadThreads, reopens, touchThread, type Thread } from './thread-rows';
import { toAttachments, toNewMessage } from './to-message';
import type { MailItem } from './duplicates';

interface PlacedMail {
  entry: JournalEntry;
  mail: ParsedMail;
  files: (StoredFile | null)[];
  contact: Contact;
}

/**
 * The conversations that a batch touches, in memory while the batch is worked: a mail finds those that came before it in
 * the same batch, and everything is written with a few statements at the end.
 */
export interface ThreadBoard {
  /** Finds or begins the conversation; answers the id of the new message. */
  add(placed: PlacedMail): string;
  write(trx: Knex, messages: MessageRepository, attachments: AttachmentRepository): Promise<void>;
  changed(): string[];
  /** New inbound messages that are news: not those of the first import. */
  news(): { conversationId: string; messageId: string }[];
  /** Conversations that were not open and are now, because the customer wrote. */
  reopened(): string[];
}

export async function loadThreadBoard(
  trx: Knex,
  dialect: Dialect,
  account: Account,
  items: MailItem[],
  secret: Buffer,
  now: number,
  /** Conversations that something else is about to be written to. */
  alsoLocked: string[]
): Promise<ThreadBoard> {
  const redirects = await loadRedirects(
    trx,
    items.flatMap(({ mail }) =>
      [mail.messageId ?? '', ...mail.inReplyTo, ...mail.references].flatMap((id) => readToken(id, [secret]) ?? [])
    )
  );
  const verify = (id: string) => {
    const token = readToken(id, [secret]);
    return token && { ...token, conversationId: redirects.get(token.conversationId) ?? token.conversationId };
  };
  const aliases = await loadAllAliases(trx, account.id, [
    ...new Set(items.flatMap(({ mail }) => idKeysToLookUp(mail))),
  ]);
  const named = items.flatMap(({ mail }) => [mail.messageId ?? '', ...mail.inReplyTo, ...mail.references].map(verify));
  const blocked = await blockedContacts(trx, account.id);
  const ids = [
    ...[...aliases.values()].flat().map((alias) => alias.conversationId),
    ...named.flatMap((token) => (token ? [token.conversationId] : [])),
    ...alsoLocked,
  ];
  const threads = await loadThreads(trx, dialect, account.id, ids, blocked);
  const receivedAt = await loadReceivedAt(trx, [...aliases.values()].flat());
  let merged = new Map<string, string>();
  const nowIn = (id: string) => merged.get(id) ?? id;
  const newAliases: AliasEntry[] = [];
  const joins: [string, string][] = [];
  const grown = new Set<string>();
  const newMessages: NewMessage[] = [];
  const newAttachments: Attachment[] = [];

  const remember = (id: string | null, conversationId: string, messageId: string | null, namedBy: string[] | null) => {
    const idKey = id === null ? null : messageIdKey(id);
    if (idKey === null) return;
    const known = aliases.get(idKey) ?? [];
    const says = known.some(
      (alias) =>
        messageId === null &&
        alias.conversationId === conversationId &&
        (alias.messageId !== null || alias.namedBy?.join() === namedBy?.join())
    );
    if (says) return;
    const entry = { accountId: account.id, idKey, conversationId, messageId, ours: false, namedBy };
    aliases.set(idKey, [...known, entry]);
    newAliases.push(entry);
  };

  const isNamedElsewhere = (mail: ParsedMail, conversationId: string) =>
    [mail.messageId ?? '', ...mail.inReplyTo, ...mail.references].some((id) =>
      aliases.get(messageIdKey(id) ?? '')?.some((alias) => alias.conversationId !== conversationId)
    );

  /** When the newest mail was received that this one names, of the same conversation. */
  const answeredAt = (mail: ParsedMail, conversationId: string): number | undefined => {
    const times = [...mail.inReplyTo, ...mail.references].flatMap((id) => {
      const here = (aliases.get(messageIdKey(id) ?? '') ?? []).filter(
        (alias) => alias.conversationId === conversationId
      );
      return here.flatMap((alias) => receivedAt.get(alias.messageId ?? '') ?? []);
    });
    return times.length === 0 ? undefined : Math.max(...times);
  };

  const begin = ({ entry, mail, contact }: PlacedMail): Thread => {
    const counterpart = counterpartOf(mail, entry.role, account.address);
    const isBlocked = blocked.has(contact.id) && directionOf(entry.role) === 'inbound';
    const thread: Thread = {
      isNew: true,
      isBlocked,
      participants: new Map(),
      newParticipants: [],
      added: [],
      conversation: {
        rowId: 0,
        id: createDocumentId(),
        accountId: account.id,
        contactId: contact.id,
        contactName: contact.name || counterpart.name,
        contactAddress: counterpart.address,
        // Without `Re:`: what a mail program answered to says nothing here, and an import meets the answer first.
        subject: baseSubject(mail.subject) || mail.subject,
        preview: mail.preview,
        status: isBlocked
          ? 'spam'
          : entry.backfill
            ? importedStatus(directionOf(entry.role), entry.receivedAt, now)
            : 'open',
        assignee: null,
        assigneeReason: null,
        windowExpiresAt: null,
        snoozedUntil: null,
        lastMessageAt: entry.receivedAt,
        changedAt: now,
        messageCount: 0,
      },
    };
    threads.set(thread.conversation.id, thread);
    return thread;
  };

  return {
    add(placed) {
      const { entry, mail, files } = placed;
      const decision = resolveThread({
        mail,
        role: entry.role,
        accountAddress: account.address,
        aliases,
        participantsOf: (id) => asSet(threads.get(id)),
        readToken: verify,
      });
      const found = decision.kind === 'existing' ? threads.get(decision.conversationId) : undefined;
      const thread = found ?? begin(placed);
      const id = createDocumentId();
      const place = {
        id,
        account,
        conversationId: thread.conversation.id,
        threadReason:
          decision.kind === 'existing' ? decision.reason : decision.relatedConversationId ? 'new-related' : 'new',
        unverifiedSender: decision.kind === 'existing' && decision.unverifiedSender,
      };
      const at = placeInTime(entry.receivedAt, answeredAt(mail, thread.conversation.id));
      receivedAt.set(id, at);
      newMessages.push({ ...toNewMessage(place, entry, mail), receivedAt: at });
      for (const attachment of toAttachments(place, mail, files)) newAttachments.push(attachment);
      thread.added.push({
        receivedAt: at,
        preview: mail.preview,
        inboundNews: entry.role === 'inbox' && !entry.backfill && isNews(mail),
      });
      // Somebody unverified takes part in nothing: neither they nor whom they name may join unmarked later.
      for (const person of place.unverifiedSender ? [] : participantsOf(mail, account.address)) {
        if (thread.participants.has(person.address)) continue;
        thread.participants.set(person.address, person.name);
        thread.newParticipants.push(person);
        if (!thread.isNew || thread.added.length > 1) grown.add(thread.conversation.id);
      }
      remember(mail.messageId, thread.conversation.id, id, null);
      // With the people of its conversation at its side, more may belong to this mail than it could say alone.
      if (thread.added.length > 1 || !thread.isNew) {
        if (isNamedElsewhere(mail, thread.conversation.id)) grown.add(thread.conversation.id);
      }
      if (decision.kind === 'existing') for (const other of decision.joins) joins.push([thread.conversation.id, other]);
      // Our signature says where a mail belongs; what else it names must not lead other mails there.
      if (decision.kind === 'existing' && (decision.reason === 'token' || decision.unverifiedSender)) return id;
      const namedBy = namersOf(mail, entry.role);
      for (const reference of [...mail.inReplyTo, ...mail.references])
        remember(reference, thread.conversation.id, null, namedBy);
      return id;
    },

    async write(on, messages, attachments) {
      const touched = [...threads.values()].filter((thread) => thread.added.length > 0);
      await insertThreads(
        on,
        touched.filter((thread) => thread.isNew),
        now
      );
      for (const thread of touched) if (!thread.isNew) await touchThread(on, thread);
      await messages.insert(on, newMessages, now);
      await attachments.insert(on, newAttachments, now);
      await rememberAliases(on, newAliases);
      await insertParticipants(
        on,
        touched.flatMap((thread) =>
          thread.newParticipants.map((person) => ({ ...person, conversationId: thread.conversation.id }))
        )
      );
      merged = await mergeThreads(on, dialect, account.id, joins, grown, now);
    },

    reopened: () => [...new Set([...threads.values()].filter(reopens).map((thread) => nowIn(thread.conversation.id)))],

    changed: () => [
      ...[...threads.values()].filter((thread) => thread.added.length > 0).map((thread) => thread.conversation.id),
      ...[...merged].flat(),
    ],

    news: () =>
      newMessages
        .filter((message) => message.direction === 'inbound' && !message.imported)
        .map((message) => ({ conversationId: nowIn(message.conversationId), messageId: message.id })),
  };
}

/**
 * Does it open a closed conversation? Not an out-of-office notice; but a failure that did not find its message does, since
 * somebody has to.
 */
const isNews = ({ automatic, bounce }: ParsedMail): boolean =>
  !isNoNews(automatic) ||
  (bounce !== null && [...bounce.recipients, bounce.overall].some((report) => report?.action === 'failed'));

const asSet = (thread: Thread | undefined): ReadonlySet<string> | null =>
  thread ? new Set(thread.participants.keys()) : null;
