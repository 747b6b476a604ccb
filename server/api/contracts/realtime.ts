import { z } from 'zod';
import type { ChangesDto } from './inbox';

export const presenceInput = z.strictObject({
  /** Has pressed a key in the composer a moment ago. */
  typing: z.boolean().default(false),
});

/** Somebody else who has a conversation open. */
export interface PresentDto {
  id: number;
  name: string;
  typing: boolean;
}

/** By conversation; an empty list where the last one left. */
export type PresenceDto = Record<string, PresentDto[]>;

export type StreamEnd = 'forbidden' | 'session-ended' | 'too-slow' | 'stopping';

/**
 * What `GET /conversations/inbox/stream` sends, as server-sent events: the name is the event's, the data is JSON.
 * `changes` comes first, with what happened since the cursor that was asked with, then with each change, and at least
 * every 15 seconds. `presence` names only the conversations in which something changed; the first one names them all.
 * After `rights` the person's accounts are others than before. `end` says why the server closes the stream.
 */
export interface StreamEvents {
  changes: ChangesDto;
  presence: PresenceDto;
  rights: Record<string, never>;
  end: { reason: StreamEnd };
}
export type StreamEvent = {
  [Name in keyof StreamEvents]: { name: Name; data: StreamEvents[Name] };
}[keyof StreamEvents];
