import { memo } from 'react';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { CancelledMessage } from './cancelled-message';
import { DeliveryEvent } from './delivery-event';
import { EventLine } from './event-line';
import { MessageCard } from './message-card';
import { reportedRecipients } from './reported-recipients';

interface Props {
  conversationId: string;
  message: MessageDto;
}

/** The thread is refreshed every few seconds; a message that did not change keeps its frame. */
export const MessageItem = memo(function MessageItem({ conversationId, message }: Props) {
  if (message.kind === 'event')
    return reportedRecipients(message).length > 0 ? (
      <DeliveryEvent message={message} />
    ) : (
      <EventLine message={message} />
    );
  if (message.status === 'cancelled') return <CancelledMessage message={message} />;
  return <MessageCard conversationId={conversationId} message={message} />;
});
