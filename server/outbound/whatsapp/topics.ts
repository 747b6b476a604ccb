import type { NewJob } from '../../jobs/types';
import { sendingOrder } from '../topics';

export const REACT = 'whatsapp.react';
export const SEEN = 'whatsapp.seen';

/** In its place among what is written to the person. */
export const reactJob = (accountId: string, conversationId: string, payload: ReactPayload): NewJob => ({
  topic: REACT,
  payload: { ...payload },
  orderKey: sendingOrder(conversationId),
  accountId,
  maxAttempts: 1_000_000,
});

export interface ReactPayload {
  /** The message that is reacted to. */
  messageId: string;
  /** Of the event that shows the reaction. */
  eventKey: string;
  emoji: string | null;
  at: number;
}

/** Tells nobody anything that matters a minute later. */
export const seenJob = (accountId: string, payload: SeenPayload): NewJob => ({
  topic: SEEN,
  payload: { ...payload },
  dedupeKey: `seen:${payload.messageId}:${payload.typing ? 'typing' : 'read'}`,
  accountId,
  maxAttempts: 2,
});

export interface SeenPayload {
  messageId: string;
  typing: boolean;
  at: number;
}
