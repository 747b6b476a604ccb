import { useCallback, useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { useMarkSeenMutation } from '../../../api/whatsapp';
import { usePageVisible } from '../../../components/use-page-visible';

/** Meta shows for 25 seconds that somebody writes. */
const TYPING_MS = 20_000;

/**
 * Lets the server tell the customer that somebody looks and writes, as far as the account wants it. Nothing depends on
 * it, so a failure is nobody's business.
 */
export function useTellSeen({ id, lastMessageId }: ConversationDetailDto): () => void {
  const visible = usePageVisible();
  const [markSeen] = useMarkSeenMutation();
  const toldOf = useRef<string | null>(null);
  const typedAt = useRef(0);
  useEffect(() => {
    if (!visible || lastMessageId === null || toldOf.current === lastMessageId) return;
    toldOf.current = lastMessageId;
    void markSeen({ conversationId: id, seen: { typing: false } });
  }, [id, lastMessageId, visible, markSeen]);
  return useCallback(() => {
    const now = Date.now();
    if (now - typedAt.current < TYPING_MS) return;
    typedAt.current = now;
    void markSeen({ conversationId: id, seen: { typing: true } });
  }, [id, markSeen]);
}
