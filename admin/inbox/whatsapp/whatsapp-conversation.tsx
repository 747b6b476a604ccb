import { useMemo, useState, type ReactNode } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useRestoredDrafts } from '../composer/restored-drafts';
import { MessageThread } from '../conversation/message-thread';
import { WhatsAppComposer } from './composer/whatsapp-composer';
import { ReplyRequestContext, type ReplyRequest } from './reply-request';

interface Props {
  conversation: ConversationDetailDto;
  header: ReactNode;
  /** In place of the composer. */
  composer: ReactNode;
  /** Stands above the composer. */
  children: ReactNode;
}

export function WhatsAppConversation({ conversation, header, composer, children }: Props) {
  const [wish, setWish] = useState<ReplyRequest['wish']>(null);
  const restored = useRestoredDrafts(conversation.id);
  const request = useMemo<ReplyRequest>(
    () => ({ wish, ask: (messageId) => setWish((before) => ({ messageId, count: (before?.count ?? 0) + 1 })) }),
    [wish]
  );
  return (
    <ReplyRequestContext.Provider value={request}>
      {header}
      <MessageThread conversation={conversation} />
      {children}
      {composer ?? <WhatsAppComposer key={restored} conversation={conversation} />}
    </ReplyRequestContext.Provider>
  );
}
