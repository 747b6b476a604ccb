import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { useGetMessagesQuery } from '../../../api/messages';
import { quotedMessage } from './quoted-message';

/** Of the page of messages that the thread has loaded anyway. */
export function useQuotedMessage(conversationId: string, named: string | null): MessageDto | null {
  const { data } = useGetMessagesQuery({ conversationId, pages: 1 });
  if (!data) return null;
  // One of an earlier page is not shown here, and goes on all the same.
  return named === null ? quotedMessage(data.items) : (data.items.find(({ id }) => id === named) ?? null);
}
