import { memo } from 'react';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { EventLine } from './event-line';
import { MessageCard } from './message-card';

interface Props {
  conversationId: string;
  message: MessageDto;
}

/** The thread is refreshed every few seconds; a message that did not change keeps its frame. */
export const MessageItem = memo(function MessageItem({ conversationId, message }: Props) {
  if (message.kind === 'event') return <EventLine message={message} />;
  return <MessageCard conversationId={conversationId} message={message} />;
});
