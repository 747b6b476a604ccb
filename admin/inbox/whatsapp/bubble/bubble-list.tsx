import { Fragment } from 'react';
import type { ConversationDetailDto, MessageDto } from '../../../../server/api/contracts/inbox';
import { MessageItem } from '../../conversation/message-item';
import { isWindowOpen, useWindow } from '../window/use-window';
import { Bubble } from './bubble';
import { DayLine } from './day-line';
import { dayOf } from './day-of';

interface Props {
  conversation: ConversationDetailDto;
  /** Oldest first. */
  messages: MessageDto[];
  /** Null: all are there. */
  onEarlier: (() => void) | null;
}

/** Bubbles under their days. Notes and events look as in any other conversation. */
export function BubbleList({ conversation, messages, onEarlier }: Props) {
  const windowOpen = isWindowOpen(useWindow(conversation.windowExpiresAt));
  const byId = new Map(messages.map((message) => [message.id, message]));
  return (
    <>
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const answered = message.whatsapp?.replyTo?.id;
        return (
          <Fragment key={message.id}>
            {(!before || dayOf(before.sentAt) !== dayOf(message.sentAt)) && <DayLine at={message.sentAt} />}
            {message.kind === 'message' ? (
              <Bubble
                conversationId={conversation.id}
                message={message}
                quoted={(answered && byId.get(answered)) || null}
                windowOpen={windowOpen}
                onEarlier={onEarlier}
              />
            ) : (
              <MessageItem conversationId={conversation.id} message={message} />
            )}
          </Fragment>
        );
      })}
    </>
  );
}
