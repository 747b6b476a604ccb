import { Discuss } from '@strapi/icons';
import { useMemo, useState } from 'react';
import { styled } from 'styled-components';
import { useGetConversationQuery } from '../../api/conversation';
import { readApiError } from '../../api/api-error';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { useTranslate } from '../../i18n/use-translate';
import { Composer } from '../composer/composer';
import { ContactPanel } from '../contact/contact-panel';
import { useContactPanel } from '../contact/use-contact-panel';
import { AnswerRequestContext, type AnswerRequest } from '../composer/answer-request';
import { useRestoredDrafts } from '../composer/restored-drafts';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { PresentPeople } from '../realtime/present-people';
import { useTellPresence } from '../realtime/use-tell-presence';
import { WhatsAppConversation } from '../whatsapp/whatsapp-conversation';
import { ConversationHeader } from './conversation-header';
import { MessageThread } from './message-thread';
import { SpamBanner } from './spam/spam-banner';
import { useMarkReadWhenSeen } from './use-mark-read-when-seen';

export function ConversationView({ conversationId }: { conversationId: string }) {
  const t = useTranslate();
  const {
    data: conversation,
    error,
    refetch,
  } = useGetConversationQuery(conversationId, { refetchOnMountOrArgChange: true });
  useMarkReadWhenSeen(conversation);
  const restored = useRestoredDrafts(conversationId);
  const typed = useTellPresence(conversation?.id);
  const [request, ask] = useState<AnswerRequest | null>(null);
  const [contactShown, showContact] = useContactPanel();
  const isSpam = conversation?.status === 'spam';
  const requests = useMemo(() => ({ possible: !isSpam, request, ask }), [isSpam, request]);

  // Somebody who lost the right sees the same as for a conversation that never was, also when it is still cached.
  if (error && readApiError(error).status === 404)
    return (
      <EmptyState
        icon={<Discuss width="4.8rem" height="4.8rem" />}
        title={t('conversation.missing.title')}
        hint={t('conversation.missing.hint')}
      />
    );
  if (error && !conversation) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!conversation) return <LoadingState />;
  const people = <PresentPeople conversationId={conversation.id} />;
  const header = (
    <ConversationHeader
      conversation={conversation}
      contactShown={contactShown}
      onShowContact={() => showContact(!contactShown)}
    />
  );
  return (
    <Contents onInput={({ target }) => isComposer(target) && typed()}>
      {isWhatsApp(conversation) ? (
        <WhatsAppConversation
          conversation={conversation}
          header={header}
          composer={isSpam ? <SpamBanner conversation={conversation} /> : undefined}
        >
          {people}
        </WhatsAppConversation>
      ) : (
        <AnswerRequestContext.Provider value={requests}>
          {header}
          <MessageThread conversation={conversation} />
          {people}
          {isSpam ? (
            <SpamBanner conversation={conversation} />
          ) : (
            <Composer key={restored} conversation={conversation} />
          )}
        </AnswerRequestContext.Provider>
      )}
      {contactShown && <ContactPanel conversation={conversation} onClose={() => showContact(false)} />}
    </Contents>
  );
}

/** No box of its own: its children stand in the column. */
const Contents = styled.div`
  display: contents;
`;

const isComposer = (target: EventTarget) => target instanceof Element && target.closest('[data-composer]') !== null;
