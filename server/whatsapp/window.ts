/**
 * The customer service window: for 24 hours after a person's last message to a number, anything may be sent to them from
 * that number, and after it only templates. It is one number's with one person, by the provider's clock: a webhook that
 * comes a day late opens nothing.
 *
 * Meta: messages/send-messages, "Customer service windows".
 */
export const WINDOW_MS = 24 * 3_600_000;
/** A message that leaves now may arrive at Meta a little later. */
export const SENDING_MARGIN_MS = 30_000;
/** How far a provider's timestamp may lie ahead of us before it is taken for a wrong clock, ours or theirs. */
export const MAX_SKEW_MS = 5 * 60_000;
/** After a click on an ad, templates are not charged for 72 hours. What may be written stays as it is. */
export const FREE_ENTRY_POINT_MS = 72 * 3_600_000;

/** Of the contents of a message. Reactions are left out: no source says that they count, and a needless template costs less than a refused reply. */
const OPENING: ReadonlySet<string> = new Set([
  'text',
  'media',
  'location',
  'contacts',
  'reply',
  'order',
  'welcome-request',
  'call',
]);

export interface InboundFact {
  /** `message` for what a person wrote now; echoes and imported history open nothing. */
  kind: string;
  content: string;
  groupId: string | null;
  /** By the provider's clock; null where it gives no time. */
  at: number | null;
}

/** When the window that this message opens was opened, or null when it opens none. `receivedAt` is our own clock. */
export function opensWindowAt(fact: InboundFact, receivedAt: number): number | null {
  if (fact.kind !== 'message' || fact.groupId !== null || !OPENING.has(fact.content)) return null;
  if (fact.at === null) return receivedAt;
  // A time in the future would hold the window open for too long.
  return fact.at > receivedAt + MAX_SKEW_MS ? receivedAt : fact.at;
}

/** Messages come in any order: the latest counts, whenever it arrives. */
export function extendWindow(expiresAt: number | null, openedAt: number | null): number | null {
  if (openedAt === null) return expiresAt;
  return Math.max(expiresAt ?? 0, openedAt + WINDOW_MS);
}

export type WindowState =
  | { state: 'never-opened'; expiresAt: null; remainingMs: 0 }
  | { state: 'open' | 'closing'; expiresAt: number; remainingMs: number }
  | { state: 'closed'; expiresAt: number; remainingMs: 0 };

/** From here on the screen warns. */
export const CLOSING_MS = 4 * 3_600_000;

/** For the screen, which counts on from `remainingMs` and so does not depend on the clock of whoever looks. */
export function windowState(expiresAt: number | null, now: number): WindowState {
  if (expiresAt === null) return { state: 'never-opened', expiresAt: null, remainingMs: 0 };
  const remainingMs = expiresAt - now;
  if (remainingMs <= 0) return { state: 'closed', expiresAt, remainingMs: 0 };
  return { state: remainingMs < CLOSING_MS ? 'closing' : 'open', expiresAt, remainingMs };
}

/** Asked again when a message leaves the queue; it may have waited there. */
export const maySendFreely = (expiresAt: number | null, now: number): boolean =>
  expiresAt !== null && expiresAt - now > SENDING_MARGIN_MS;

/** When a refusal for a closed window contradicts us, it is worth one more try; near the end it is not. */
export const DOUBTFUL_MS = 10 * 60_000;
export const CLOSED_RETRY_MS = 5_000;
export const retryAfterClosed = (expiresAt: number | null, now: number, tries: number): boolean =>
  tries < 2 && expiresAt !== null && expiresAt - now > DOUBTFUL_MS;

export interface FreeEntryPoint {
  openedAt: number;
  expiresAt: number;
}

/** A click on an ad opens it when the business answers within a day; the answer's time is its start. */
export function freeEntryPoint(clickedAt: number | null, firstReplyAt: number | null): FreeEntryPoint | null {
  if (clickedAt === null || firstReplyAt === null) return null;
  if (firstReplyAt < clickedAt || firstReplyAt - clickedAt > WINDOW_MS) return null;
  return { openedAt: firstReplyAt, expiresAt: firstReplyAt + FREE_ENTRY_POINT_MS };
}
