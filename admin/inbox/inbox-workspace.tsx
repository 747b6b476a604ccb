import { Main } from '@strapi/design-system';
import { Discuss, Lock } from '@strapi/icons';
import { Page } from '@strapi/strapi/admin';
import { useLocation, useParams } from 'react-router-dom';
import { readApiError } from '../api/api-error';
import { useGetInboxAccountsQuery } from '../api/inbox';
import { EmptyState } from '../components/empty-state';
import { ErrorState } from '../components/error-state';
import { usePageVisible } from '../components/use-page-visible';
import { useTranslate } from '../i18n/use-translate';
import { ConversationView } from './conversation/conversation-view';
import { ListColumn, ReadingColumn, WorkspaceGrid } from './inbox-columns';
import { START, startWith } from './inbox-paths';
import { StartConversation } from './start/start-conversation';
import { InboxList } from './list/inbox-list';
import { useLive } from './realtime/live-store';
import { useFollowChanges } from './realtime/use-follow-changes';

const VISIBLE_MS = 5_000;
const HIDDEN_MS = 15_000;
/** The stream tells of rights at once; this is for the state of the accounts. */
const LIVE_MS = 30_000;

export function InboxWorkspace() {
  const t = useTranslate();
  const visible = usePageVisible();
  const live = useLive();
  const { conversationId } = useParams<{ conversationId: string }>();
  const { search } = useLocation();
  const {
    data: accounts,
    error,
    isLoading,
    refetch,
  } = useGetInboxAccountsQuery(undefined, {
    refetchOnMountOrArgChange: true,
    // Rights come and go while a page is open.
    pollingInterval: live ? LIVE_MS : visible ? VISIBLE_MS : HIDDEN_MS,
  });
  useFollowChanges(accounts !== undefined && accounts.length > 0);

  if (isLoading) return <Page.Loading />;
  const forbidden = error !== undefined && readApiError(error).status === 403;
  if (!accounts || forbidden) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (accounts.length === 0)
    return (
      <Main height="100%">
        <EmptyState
          icon={<Lock width="4.8rem" height="4.8rem" />}
          title={t('inbox.unauthorised.title')}
          hint={t('inbox.unauthorised.hint')}
        />
      </Main>
    );
  return (
    <WorkspaceGrid tag={Main} aria-label={t('inbox.title')}>
      <ListColumn tag="section" aria-label={t('inbox.list.label')} $hiddenWhenNarrow={conversationId !== undefined}>
        <InboxList accounts={accounts} selectedId={conversationId ?? null} />
      </ListColumn>
      <ReadingColumn
        tag="section"
        aria-label={t('conversation.label')}
        $hiddenWhenNarrow={conversationId === undefined}
      >
        {conversationId === START ? (
          <StartConversation key={startWith(search)} accounts={accounts} />
        ) : conversationId ? (
          <ConversationView key={conversationId} conversationId={conversationId} />
        ) : (
          <EmptyState
            icon={<Discuss width="4.8rem" height="4.8rem" />}
            title={t('inbox.none-selected.title')}
            hint={t('inbox.none-selected.hint')}
          />
        )}
      </ReadingColumn>
    </WorkspaceGrid>
  );
}
