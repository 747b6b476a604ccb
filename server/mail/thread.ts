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
  /** Of a ghost: whose right to be in its conversation decides. Unknown for what earlier versions stored. */
  namedBy?: readonly string[] | null;
}

export type ThreadMail = Pick<
  ParsedMail,
  'messageId' | 'inReplyTo' | 'inReplyToIsExact' | 'references' | 'from' | 'to' | 'cc'
> &
  Partial<Pick<ParsedMail, 'replyTo'>>;

export interface ThreadInput {
  mail: ThreadMail;
  /** `sent`: the account's owner wrote it, here or in another mail program. */
  role: 'inbox' | 'sent';
  accountAddress: string;
  /** By `messageIdKey`, of this account only; several conversations may name one id. */
  aliases: ReadonlyMap<string, readonly Alias[]>;
  /** Lower-case addresses of those who take part; null when this account has no such conversation. */
  participantsOf(conversationId: string): ReadonlySet<string> | null;
  /** What a Message-ID of ours says, when its signature holds. */
  readToken(id: string): MessageToken | null;
}

export type ThreadReason = 'token' | 'in-reply-to' | 'references' | 'ghost';

export type ThreadDecision =
  | {
      kind: 'existing';
      conversationId: string;
      reason: ThreadReason;
      unverifiedSender: boolean;
      /** Conversations that this mail shows to be the same: what links them came after them. */
      joins: string[];
    }
  /** `relatedConversationId`: what the mail refers to and its sender may not join. */
  | { kind: 'new'; relatedConversationId: string | null };

interface Candidate {
  conversationId: string;
  reason: ThreadReason;
  /** It comes from an id that we made, so whoever names it has seen a mail of this conversation. */
  ours: boolean;
  /** Null: the message with that id is stored in this conversation, which settles where the id belongs. */
  ghost: 'named-by-both' | 'names-this-mail' | null;
  namedBy: readonly string[] | null;
}

/**
 * Finds the conversation of a mail by the ids it carries, never by its subject. Ids can be copied by anybody who was ever
 * in copy, so someone who is no participant joins only when writing to the account with an id of ours at hand, and is
 * marked; anybody else begins a new conversation.
 */
export function resolveThread(input: ThreadInput): ThreadDecision {
  const candidates = findCandidates(input);
  let related: string | null = null;
  const accepted: Candidate[] = [];
  for (const candidate of candidates) {
    const { conversationId, reason } = candidate;
    const participants = input.participantsOf(conversationId);
    if (!participants) continue;
    if (mayJoin(candidate, participants, input)) {
      accepted.push(candidate);
      // Signed by us: what else the mail names cannot make it belong elsewhere too.
      if (reason === 'token') break;
      continue;
    }
    const knowsOurId = candidates.some((other) => other.ours && other.conversationId === conversationId);
    if (accepted.length === 0 && knowsOurId && input.role === 'inbox' && isAddressedTo(input)) {
      return { kind: 'existing', conversationId, reason, unverifiedSender: true, joins: [] };
    }
    related ??= conversationId;
  }
  const [first] = accepted;
  if (!first) return { kind: 'new', relatedConversationId: related };
  const { conversationId, reason } = first;
  const joins = new Set(accepted.map((candidate) => candidate.conversationId));
  joins.delete(conversationId);
  return { kind: 'existing', conversationId, reason, unverifiedSender: false, joins: [...joins] };
}

/**
 * Whoever answers is judged by the conversation of the mail that they answer, never the other way round, so that it makes
 * no difference which of the two comes first. Two mails that answer one that is not there vouch for each other.
 */
function mayJoin({ ghost, namedBy }: Candidate, participants: ReadonlySet<string>, input: ThreadInput): boolean {
  if (ghost === null || namedBy === null) return isAmong(participants, input);
  const { from, to, cc, replyTo = [] } = input.mail;
  const here = new Set([...(from ? [from] : []), ...replyTo, ...to, ...cc].map(({ address }) => address));
  const namerIsHere = namedBy.some((address) => here.has(address));
  return namerIsHere && (ghost === 'names-this-mail' || isAmong(participants, input));
}

/** By whose right a mail is where it is: its sender's, or for what we wrote ourselves that of its recipients. */
export function namersOf(mail: ThreadMail, role: ThreadInput['role']): string[] {
  const people = role === 'inbox' ? (mail.from ? [mail.from] : []) : [...mail.to, ...mail.cc];
  return [...new Set(people.map(({ address }) => address))].filter((address) => /^\S+$/.test(address)).sort();
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
    if (!token) continue;
    const { conversationId } = token;
    candidates.push({ conversationId, reason: 'token', ours: true, ghost: null, namedBy: null });
  }

  const follow = (id: string, reason: ThreadReason) => {
    const key = messageIdKey(id);
    for (const { conversationId, messageId, ours, namedBy = null } of (key && aliases.get(key)) || []) {
      candidates.push({ conversationId, reason, ours, ghost: messageId ? null : 'named-by-both', namedBy });
    }
  };
  // An In-Reply-To with more than one id, or with words around it, is less certain than References.
  const exact = inReplyTo.length === 1 && mail.inReplyToIsExact !== false;
  if (exact) for (const id of inReplyTo) follow(id, 'in-reply-to');
  for (const id of newestFirst) follow(id, 'references');
  if (!exact) for (const id of inReplyTo) follow(id, 'in-reply-to');

  // An answer to this mail came first and left its id behind. A stored message with the same id is another mail.
  const key = mail.messageId === null ? null : messageIdKey(mail.messageId);
  for (const { conversationId, messageId, ours, namedBy = null } of (key && aliases.get(key)) || []) {
    if (messageId !== null) continue;
    candidates.push({ conversationId, reason: 'ghost', ours, ghost: 'names-this-mail', namedBy });
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
const isAddressedTo = ({ mail, accountAddress }: ThreadInput): boolean =>
  [...mail.to, ...mail.cc].some(({ address }) => withoutTag(address) === withoutTag(accountAddress.toLowerCase()));

const withoutTag = (address: string): string => address.replace(/^([^+@]+)\+[^@]*@/, '$1@');
