import { messageIdKey, normaliseMessageId } from './message-ids';
import type { MessageToken } from './message-id';
import type { ParsedMail } from './types';

/** Most ids of one mail that are looked up. */
const MAX_LOOKED_UP = 100;

/** Where a known Message-ID leads. */
export interface Alias {
  conversationId: string;
  /** Null for a ghost: an id that mails refer to and no stored message has. */
  messageId: string | null;
  /** An id that we made. */
  ours: boolean;
}

export type ThreadMail = Pick<
  ParsedMail,
  'messageId' | 'inReplyTo' | 'inReplyToIsExact' | 'references' | 'from' | 'to' | 'cc'
>;

export interface ThreadInput {
  mail: ThreadMail;
  /** `sent`: the account's owner wrote it, here or in another mail program. */
  role: 'inbox' | 'sent';
  accountAddress: string;
  /** By `messageIdKey`, of this account only. */
  aliases: ReadonlyMap<string, Alias>;
  /** Lower-case addresses of those who take part; null when this account has no such conversation. */
  participantsOf(conversationId: string): ReadonlySet<string> | null;
  /** What a Message-ID of ours says, when its signature holds. */
  readToken(id: string): MessageToken | null;
}

export type ThreadReason = 'token' | 'in-reply-to' | 'references' | 'ghost';

export type ThreadDecision =
  | { kind: 'existing'; conversationId: string; reason: ThreadReason; unverifiedSender: boolean }
  /** `relatedConversationId`: what the mail refers to and its sender may not join. */
  | { kind: 'new'; relatedConversationId: string | null };

interface Candidate {
  conversationId: string;
  reason: ThreadReason;
  /** It comes from an id that we made, so whoever names it has seen a mail of this conversation. */
  ours: boolean;
}

/**
 * Finds the conversation of a mail by the ids it carries, never by its subject. Ids can be copied by anybody who was ever
 * in copy, so someone who is no participant joins only when writing to the account with an id of ours at hand, and is
 * marked; anybody else begins a new conversation.
 */
export function resolveThread(input: ThreadInput): ThreadDecision {
  const candidates = findCandidates(input);
  let related: string | null = null;
  for (const { conversationId, reason } of candidates) {
    const participants = input.participantsOf(conversationId);
    if (!participants) continue;
    if (isAmong(participants, input)) return { kind: 'existing', conversationId, reason, unverifiedSender: false };
    const knowsOurId = candidates.some((other) => other.ours && other.conversationId === conversationId);
    if (knowsOurId && input.role === 'inbox' && isAddressedTo(input.mail, input.accountAddress)) {
      return { kind: 'existing', conversationId, reason, unverifiedSender: true };
    }
    related ??= conversationId;
  }
  return { kind: 'new', relatedConversationId: related };
}

/** Keys of the aliases that `resolveThread` may need, at most 100. */
export function idKeysToLookUp(mail: ThreadMail): string[] {
  const { inReplyTo, references } = foreignIds(mail);
  const ids = [mail.messageId ?? '', ...inReplyTo.slice(0, 10), ...references.slice(-60), ...references.slice(0, 29)];
  const keys = ids.map(messageIdKey).filter((key) => key !== null);
  return [...new Set(keys)].slice(0, MAX_LOOKED_UP);
}

/** In the order in which they decide. */
function findCandidates({ mail, role, aliases, readToken }: ThreadInput): Candidate[] {
  const { inReplyTo, references } = foreignIds(mail);
  const newestFirst = [...references].reverse();
  const candidates: Candidate[] = [];

  // Our own mail, seen again in Sent, says itself where it belongs.
  const own = role === 'sent' && mail.messageId !== null ? [mail.messageId] : [];
  for (const id of [...own, ...inReplyTo, ...newestFirst]) {
    const token = readToken(id);
    if (token) candidates.push({ conversationId: token.conversationId, reason: 'token', ours: true });
  }

  const follow = (id: string, reason: ThreadReason) => {
    const key = messageIdKey(id);
    const alias = key === null ? undefined : aliases.get(key);
    if (alias) candidates.push({ conversationId: alias.conversationId, reason, ours: alias.ours });
  };
  // An In-Reply-To with more than one id, or with words around it, is less certain than References.
  const exact = inReplyTo.length === 1 && mail.inReplyToIsExact !== false;
  if (exact) for (const id of inReplyTo) follow(id, 'in-reply-to');
  for (const id of newestFirst) follow(id, 'references');
  if (!exact) for (const id of inReplyTo) follow(id, 'in-reply-to');

  // An answer to this mail came first and left its id behind. A stored message with the same id is another mail.
  const key = mail.messageId === null ? null : messageIdKey(mail.messageId);
  const ghost = key === null ? undefined : aliases.get(key);
  if (ghost && ghost.messageId === null) {
    candidates.push({ conversationId: ghost.conversationId, reason: 'ghost', ours: ghost.ours });
  }
  return candidates;
}

/** The ids of other mails. A mail that refers to itself says nothing by that. */
function foreignIds(mail: ThreadMail): { inReplyTo: string[]; references: string[] } {
  const own = mail.messageId === null ? '' : normaliseMessageId(mail.messageId);
  const isForeign = (id: string) => {
    const normalised = normaliseMessageId(id);
    return normalised !== '' && normalised !== own;
  };
  return { inReplyTo: mail.inReplyTo.filter(isForeign), references: mail.references.filter(isForeign) };
}

function isAmong(participants: ReadonlySet<string>, { mail, role }: ThreadInput): boolean {
  if (role === 'inbox') return mail.from !== null && participants.has(mail.from.address);
  return [...mail.to, ...mail.cc].some(({ address }) => participants.has(address));
}

/** Also by a sub-address: `sales+quotes@example.com` reaches `sales@example.com`. */
const isAddressedTo = (mail: ThreadMail, accountAddress: string): boolean =>
  [...mail.to, ...mail.cc].some(({ address }) => withoutTag(address) === withoutTag(accountAddress.toLowerCase()));

const withoutTag = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@');
