import { Button, Flex, Typography } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useGetMessagesQuery } from '../../api/messages';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';
import { BubbleList } from '../whatsapp/bubble/bubble-list';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { groupInvitations, InvitationsProvider } from './invitation/later-invitations';
import { MessageItem } from './message-item';
import { ThreadScroller } from './thread-scroller';
import { useStayAtEnd } from './use-stay-at-end';

/** Oldest first, as one reads; the newest is in view when it opens. */
export function MessageThread({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const [pages, setPages] = useState(1);
  const { data, error, isFetching, refetch } = useGetMessagesQuery(
    { conversationId: conversation.id, pages },
    { refetchOnMountOrArgChange: true }
  );
  const earlier = useCallback(() => setPages((count) => count + 1), []);
  const me = useAuth('MessageThread', (auth) => auth.user?.id);
  const newest = data?.items[0];
  const isOwn = typeof me === 'number' && newest?.author?.id === me;
  const { scroller, content } = useStayAtEnd(data !== undefined, isOwn ? newest.id : null);
  const messages = data ? [...data.items].reverse() : [];
  return (
    <ThreadScroller ref={scroller} tabIndex={0} role="log" aria-label={t('conversation.messages')}>
      <Flex ref={content} direction="column" alignItems="stretch" gap={4} padding={{ initial: 3, medium: 4 }}>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {error && data && <Notice tone="warning">{t('inbox.list.stale')}</Notice>}
        {!error && !data && <LoadingState />}
        {data?.nextCursor && (
          <Flex justifyContent="center">
            <Button variant="tertiary" size="S" loading={isFetching} onClick={earlier}>
              {t('conversation.earlier')}
            </Button>
          </Flex>
        )}
        {data?.items.length === 0 && <Typography textColor="neutral600">{t('conversation.empty')}</Typography>}
        <InvitationsProvider value={groupInvitations(messages)}>
          {isWhatsApp(conversation) ? (
            <BubbleList conversation={conversation} messages={messages} onEarlier={data?.nextCursor ? earlier : null} />
          ) : (
            messages.map((message) => (
              <MessageItem key={message.id} conversationId={conversation.id} message={message} />
            ))
          )}
        </InvitationsProvider>
      </Flex>
    </ThreadScroller>
  );
}
