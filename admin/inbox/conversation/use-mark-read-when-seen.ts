import { useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useMarkReadMutation } from '../../api/conversation';
import { usePageVisible } from '../../components/use-page-visible';

/** A conversation counts as read once it is open in a visible page; mail that arrives behind another tab stays unread. */
export function useMarkReadWhenSeen(conversation: ConversationDetailDto | undefined): void {
  const visible = usePageVisible();
  const [markRead] = useMarkReadMutation();
  const asked = useRef<string | null>(null);
  const { id, lastMessageId, unreadCount } = conversation ?? {};
  useEffect(() => {
    if (!id || !lastMessageId || !unreadCount || !visible || asked.current === lastMessageId) return;
    // Once for each message: a refusal would otherwise be repeated with every refresh.
    asked.current = lastMessageId;
    void markRead({ id, readUpToMessageId: lastMessageId });
  }, [id, lastMessageId, unreadCount, visible, markRead]);
}
