import { createHmac, timingSafeEqual } from 'node:crypto';

/** 96 bits: not to be guessed, and short enough that no server folds the header in the middle of the id. */
const TAG_HEX = 24;
const DOCUMENT_ID = /^[a-z0-9]{24}$/;
// Lower case only: some servers lower-case what stands before the @.
const TOKEN = /^<?c\.([a-z0-9]{24})\.([a-z0-9]{24})\.([0-9a-f]{24})@/;
const MAX_ID = 400;

export type MessageIdSecret = string | Uint8Array;

export interface MessageIdParts {
  conversationId: string;
  messageId: string;
  /** Domain of the account's address. */
  domain: string;
  secret: MessageIdSecret;
}

export interface MessageToken {
  conversationId: string;
  messageId: string;
}

/** `<c.<conversation>.<message>.<tag>@domain>`: leads a reply back to its conversation, and cannot be made up. */
export function createMessageId({ conversationId, messageId, domain, secret }: MessageIdParts): string {
  if (!DOCUMENT_ID.test(conversationId) || !DOCUMENT_ID.test(messageId)) {
    throw new TypeError('a Message-ID is made from two document ids of 24 lower-case letters and digits');
  }
  return `<c.${conversationId}.${messageId}.${tag(conversationId, messageId, secret)}@${domain.toLowerCase()}>`;
}

/**
 * The conversation and message that an id of ours names, null for anybody else's. Every secret is tried, in constant
 * time, so that an answer's duration tells nothing.
 */
export function readToken(id: string, secrets: readonly MessageIdSecret[]): MessageToken | null {
  if (id.length > MAX_ID) return null;
  const [, conversationId, messageId, given] = TOKEN.exec(id.trim().toLowerCase()) ?? [];
  if (!conversationId || !messageId || !given) return null;
  const presented = Buffer.from(given);
  let valid = false;
  for (const secret of secrets) {
    if (timingSafeEqual(presented, Buffer.from(tag(conversationId, messageId, secret)))) valid = true;
  }
  return valid ? { conversationId, messageId } : null;
}

const tag = (conversationId: string, messageId: string, secret: MessageIdSecret): string =>
  createHmac('sha256', secret)
    .update(`conversations message-id v1\n${conversationId}\n${messageId}`)
    .digest('hex')
    .slice(0, TAG_HEX);
