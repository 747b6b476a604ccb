import { useSyncExternalStore } from 'react';
import type { PresenceDto, PresentDto } from '../../../server/api/contracts/realtime';

const NOBODY: PresentDto[] = [];
let present: PresenceDto = {};
const listeners = new Set<() => void>();

const set = (next: PresenceDto) => {
  present = next;
  for (const listener of listeners) listener();
};

/** Of all conversations, or of those named alone. */
export const learnPresence = (told: PresenceDto, whole: boolean): void => set(whole ? told : { ...present, ...told });

/** Without a stream nobody says when the others leave. */
export const forgetPresence = (): void => set({});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Who else has this conversation open. */
export const usePresence = (conversationId: string): PresentDto[] =>
  useSyncExternalStore(subscribe, () => present[conversationId] ?? NOBODY);
