import { createContext, useContext } from 'react';
import type { MessageDto } from '../../../server/api/contracts/inbox';

export interface AnswerRequest {
  kind: 'reply' | 'forward';
  message: MessageDto;
}

/** Somebody asked in the thread to answer a certain mail, or for it to go on; the composer below does it. */
export interface AnswerRequests {
  /** There is a composer. */
  possible: boolean;
  request: AnswerRequest | null;
  ask: (request: AnswerRequest | null) => void;
}

export const AnswerRequestContext = createContext<AnswerRequests>({
  possible: false,
  request: null,
  ask: () => undefined,
});
export const useAnswerRequest = (): AnswerRequests => useContext(AnswerRequestContext);
