import { createContext, useContext } from 'react';

/** Somebody asked in the thread for a mail to go on; the composer below answers. */
export interface ForwardRequest {
  messageId: string | null;
  ask: (messageId: string | null) => void;
}

export const ForwardRequestContext = createContext<ForwardRequest>({ messageId: null, ask: () => undefined });
export const useForwardRequest = (): ForwardRequest => useContext(ForwardRequestContext);
