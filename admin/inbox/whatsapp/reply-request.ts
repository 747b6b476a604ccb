import { createContext, useContext } from 'react';

/** Asked for at a message of the thread, answered by the composer. `count` tells a second wish from the first. */
export interface ReplyRequest {
  wish: { messageId: string; count: number } | null;
  ask: (messageId: string) => void;
}

export const ReplyRequestContext = createContext<ReplyRequest>({ wish: null, ask: () => undefined });
export const useReplyRequest = () => useContext(ReplyRequestContext);
