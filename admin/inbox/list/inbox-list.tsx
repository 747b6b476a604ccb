import { Box, Button, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { Filter } from '@strapi/icons';
import { useEffect, useMemo, useState } from 'react';
import { useGetInboxQuery, type InboxAccount } from '../../api/inbox';
import { EmptyState } from '../../components/empty-state';
import { ErrorState } from '../../components/error-state';
import { LoadingState } from '../../components/loading-state';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';
import { KeyboardHelp } from '../keyboard/keyboard-help';
import { useKeyboardChoice } from '../keyboard/use-keyboard-choice';
import { useShortcuts } from '../keyboard/use-shortcuts';
import { StartButton } from '../start/start-button';
import { NotificationsButton } from '../notifications/notifications-button';
import { ActiveFilters } from './active-filters';
import { BlockedSenders } from './blocked-senders';
import { ConversationRows } from './conversation-rows';
import { FilterChips } from './filter-chips';
import { InboxFiltersBar } from './inbox-filters-bar';
import { MoreFilters } from './more-filters';
import { QuickFilters } from './quick-filters';
import { SearchBox } from './search-box';
import { NOTHING } from './selection/selection';
import { SelectionBar } from './selection/selection-bar';
import { SelectionContext } from './selection/selection-context';
import { useSelection } from './selection/use-selection';
import { TagFilter } from './tag-filter';
import { SavedViews } from './views/saved-views';
import { useInboxFilters } from './use-inbox-filters';
import { useNewMailAnnouncement } from './use-new-mail-announcement';

interface Props {
  accounts: InboxAccount[];
  selectedId: string | null;
}

export function InboxList({ accounts, selectedId }: Props) {
  const t = useTranslate();
  const [filters, setFilters] = useInboxFilters();
  const [pages, setPages] = useState(1);
  const [keys, chooseKeys] = useKeyboardChoice();
  useShortcuts(keys);
  const asked = JSON.stringify(filters);
  useEffect(() => setPages(1), [asked]);
  const { currentData, data, error, isFetching, refetch } = useGetInboxQuery(
    { ...filters, pages },
    { refetchOnMountOrArgChange: true }
  );
  // While the next page loads, the pages before it stay; after a change of filters they would be the wrong ones.
  const list = currentData ?? (pages > 1 ? data : undefined);
  const announcement = useNewMailAnnouncement(list?.items);
  const rows = useMemo(() => list?.items ?? [], [list]);
  const { selection, setSelection, rowSelection } = useSelection(rows, asked);
  /** What is done to the chosen ones takes the place of the filters that found them. */
  const choosing = selection.all || selection.ids.size > 0;
  const filtered = Object.keys(filters).length > 0;
  const { q = '' } = filters;
  const preparing = q ? list?.preparing : null;

  return (
    <>
      <Flex direction="column" alignItems="stretch" gap={3} padding={4}>
        <Flex justifyContent="space-between">
          <Typography variant="beta" tag="h1">
            {t('inbox.title')}
          </Typography>
          <Flex gap={1}>
            <StartButton />
            <NotificationsButton />
            <KeyboardHelp enabled={keys} onChange={chooseKeys} />
          </Flex>
        </Flex>
        <SearchBox value={q} onChange={(text) => setFilters({ ...filters, q: text || undefined })} />
        {!choosing && (
          <>
            <QuickFilters filters={filters} onChange={setFilters} />
            <SavedViews filters={filters} onChange={setFilters} />
            <FilterChips filters={filters} onChange={setFilters} />
            <InboxFiltersBar accounts={accounts} filters={filters} onChange={setFilters} />
            <Flex gap={2} wrap="wrap">
              <TagFilter filters={filters} onChange={setFilters} />
              {filters.status === 'spam' && <BlockedSenders />}
              <MoreFilters hasBothMedia={hasBothMedia(accounts)} filters={filters} onChange={setFilters} />
            </Flex>
            <ActiveFilters filters={filters} onChange={setFilters} />
          </>
        )}
      </Flex>
      <VisuallyHidden>
        <div role="status" aria-live="polite">
          {announcement}
        </div>
      </VisuallyHidden>
      <SelectionBar
        filters={filters}
        conversations={rows}
        hasMore={Boolean(list?.nextCursor)}
        selection={selection}
        onChange={setSelection}
      />
      <Box overflow="auto" flex="1" style={{ minHeight: 0 }}>
        {error && !list && <ErrorState error={error} onRetry={() => void refetch()} />}
        {error && list && <Notice tone="warning">{t('inbox.list.stale')}</Notice>}
        {!error && !list && <LoadingState />}
        {preparing && (
          <Notice tone="info">{t('inbox.search.preparing', { done: preparing.done, total: preparing.total })}</Notice>
        )}
        {list?.items.length === 0 && !filtered && (
          <EmptyState title={t('inbox.empty.title')} hint={t('inbox.empty.hint')} />
        )}
        {list?.items.length === 0 && filtered && (
          <EmptyState
            icon={<Filter width="3.2rem" height="3.2rem" />}
            title={t('inbox.no-match.title')}
            hint={t(q ? 'inbox.no-match.search' : 'inbox.no-match.hint')}
            action={
              <Button variant="tertiary" onClick={() => setFilters({})}>
                {t('inbox.filters.clear')}
              </Button>
            }
          />
        )}
        {list && list.items.length > 0 && (
          <SelectionContext.Provider value={rowSelection}>
            <ConversationRows
              conversations={list.items}
              selectedId={selectedId}
              onEscape={() => setSelection(NOTHING)}
            />
          </SelectionContext.Provider>
        )}
        {list?.nextCursor && (
          <Flex justifyContent="center" padding={4}>
            <Button variant="tertiary" loading={isFetching} onClick={() => setPages((count) => count + 1)}>
              {t('action.load-more')}
            </Button>
          </Flex>
        )}
      </Box>
    </>
  );
}

const hasBothMedia = (accounts: InboxAccount[]): boolean =>
  accounts.some(({ kind }) => kind === 'imap') && accounts.some(({ kind }) => kind !== 'imap');
