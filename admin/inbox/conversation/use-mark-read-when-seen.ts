import { useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useMarkReadMutation } from '../../api/conversation';
import { useGetNotificationsQuery } from '../../api/notifications';
import { usePageVisible } from '../../components/use-page-visible';

/**
 * A conversation counts as read once it is open in a visible page, and with it what one's notifications say of it; mail that
 * arrives behind another tab stays unread.
 */
export function useMarkReadWhenSeen(conversation: ConversationDetailDto | undefined): void {
  const visible = usePageVisible();
  const [markRead] = useMarkReadMutation();
  const asked = useRef<string | null>(null);
  const { id, lastItemId, unreadCount } = conversation ?? {};
  const { data } = useGetNotificationsQuery();
  const notification = data?.items.find((item) => item.conversationId === id && !item.read)?.id;
  useEffect(() => {
    if (!id || !lastItemId || !visible || (!unreadCount && notification === undefined)) return;
    // Once for each entry: a refusal would otherwise be repeated with every refresh.
    const news = `${lastItemId} ${notification ?? ''}`;
    if (asked.current === news) return;
    asked.current = news;
    void markRead({ id, readUpToMessageId: lastItemId });
  }, [id, lastItemId, unreadCount, notification, visible, markRead]);
}
