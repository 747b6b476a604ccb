import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { useGetMessagesQuery } from '../../../api/messages';
import { quotedMessage } from './quoted-message';

/** Of the page of messages that the thread has loaded anyway. */
export function useQuotedMessage(conversationId: string): MessageDto | null {
  const { data } = useGetMessagesQuery({ conversationId, pages: 1 });
  return data ? quotedMessage(data.items) : null;
}
