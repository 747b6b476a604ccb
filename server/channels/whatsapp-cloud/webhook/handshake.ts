import { createHash, timingSafeEqual } from 'node:crypto';

export type Handshake = { accepted: true; challenge: string } | { accepted: false; reason: HandshakeRefusal };
export type HandshakeRefusal = 'not-a-handshake' | 'wrong-token' | 'no-challenge';

/** Longer than any challenge that was seen. What is answered is text that a stranger chose. */
const CHALLENGE = /^[0-9A-Za-z_-]{1,256}$/;

/**
 * What to answer when Meta asks whether the address is ours: the challenge as plain text, or 403. Meta waits about six
 * seconds.
 *
 * Meta: webhooks/create-webhook-endpoint, "Verification requests".
 */
export function answerHandshake(query: Readonly<Record<string, unknown>>, verifyToken: string): Handshake {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || typeof token !== 'string') return { accepted: false, reason: 'not-a-handshake' };
  if (verifyToken === '' || !sameText(token, verifyToken)) return { accepted: false, reason: 'wrong-token' };
  if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) return { accepted: false, reason: 'no-challenge' };
  return { accepted: true, challenge };
}

/** Hashes have one length, so the comparison tells nothing about the token's. */
const sameText = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
