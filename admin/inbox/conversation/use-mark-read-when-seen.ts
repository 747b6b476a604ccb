import { useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useMarkReadMutation } from '../../api/conversation';
import { usePageVisible } from '../../components/use-page-visible';

/** A conversation counts as read once it is open in a visible page; mail that arrives behind another tab stays unread. */
export function useMarkReadWhenSeen(conversation: ConversationDetailDto | undefined): void {
  const visible = usePageVisible();
  const [markRead] = useMarkReadMutation();
  const asked = useRef<string | null>(null);
  const { id, lastItemId, unreadCount } = conversation ?? {};
  useEffect(() => {
    if (!id || !lastItemId || !unreadCount || !visible || asked.current === lastItemId) return;
    // Once for each entry: a refusal would otherwise be repeated with every refresh.
    asked.current = lastItemId;
    void markRead({ id, readUpToMessageId: lastItemId });
  }, [id, lastItemId, unreadCount, visible, markRead]);
}
