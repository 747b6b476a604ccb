import { useMemo, useState } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { ConversationHeader } from '../conversation/conversation-header';
import { MessageThread } from '../conversation/message-thread';
import { WhatsAppComposer } from './composer/whatsapp-composer';
import { ReplyRequestContext, type ReplyRequest } from './reply-request';

export function WhatsAppConversation({ conversation }: { conversation: ConversationDetailDto }) {
  const [wish, setWish] = useState<ReplyRequest['wish']>(null);
  const request = useMemo<ReplyRequest>(
    () => ({ wish, ask: (messageId) => setWish((before) => ({ messageId, count: (before?.count ?? 0) + 1 })) }),
    [wish]
  );
  return (
    <ReplyRequestContext.Provider value={request}>
      <ConversationHeader conversation={conversation} />
      <MessageThread conversation={conversation} />
      <WhatsAppComposer conversation={conversation} />
    </ReplyRequestContext.Provider>
  );
}
