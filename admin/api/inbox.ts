import type { ConversationDto, ConversationStatus, Medium, PersonDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope, type Listing } from './envelope';
import { toQuery } from './inbox-query';
import { loadPages } from './load-pages';

export interface InboxFilters {
  accountId?: string;
  status?: ConversationStatus;
  channel?: Medium;
  /** `me`, `nobody`, `anyone` or an admin user's id. */
  assignee?: string;
  unread?: 'true';
  /** Whoever waits longest comes first. */
  waiting?: 'true';
  failed?: 'true';
  /** Ids of tags, parted by commas. */
  tag?: string;
  /** How they are meant; none of both: any of them. */
  tagMode?: 'all' | 'none';
  /** Days (`2026-11-23`) of the newest activity, where the reader is; both included. */
  from?: string;
  to?: string;
  /** The documentId of the host's record. */
  customer?: string;
  /** A person's id. */
  contact?: string;
  sort?: 'waiting';
  q?: string;
}
export interface InboxAccount {
  id: string;
  name: string;
  kind: string;
  state?: 'active' | 'error' | 'paused';
}
export interface InboxCounts {
  open: number;
  mine: number;
  unassigned: number;
}

const sameAccounts = (a: InboxAccount[], b: InboxAccount[]) =>
  a.length === b.length && a.every(({ id }) => b.some((other) => other.id === id));

export const inboxApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getInbox: build.query<Listing<ConversationDto>, InboxFilters & { pages: number }>({
      queryFn: ({ pages, ...filters }, _api, _options, fetchPage) =>
        loadPages<ConversationDto>(
          fetchPage,
          path('inbox'),
          { ...toQuery(filters), limit: filters.q ? 25 : 50 },
          pages
        ),
      providesTags: [{ type: TAG.inbox, id: LIST }],
    }),
    getInboxCounts: build.query<InboxCounts, void>({
      query: () => path('inbox', 'counts'),
      transformResponse: (answer: Envelope<InboxCounts>) => unwrap(answer),
      providesTags: [{ type: TAG.inbox, id: LIST }],
    }),
    getInboxAccounts: build.query<InboxAccount[], void>({
      query: () => path('inbox', 'accounts'),
      transformResponse: (answer: Envelope<InboxAccount[]>) => unwrap(answer),
      providesTags: [{ type: TAG.account, id: LIST }],
      // Losing a right changes no conversation, so no list of changes names it: what was loaded under it has to go.
      onQueryStarted: async (_none, { dispatch, getCacheEntry, queryFulfilled }) => {
        const before = getCacheEntry().data;
        const after = await queryFulfilled.then(
          ({ data }) => data,
          () => undefined
        );
        if (before && after && !sameAccounts(before, after))
          dispatch(conversationsApi.util.invalidateTags([TAG.inbox, TAG.conversation, TAG.messages]));
      },
    }),
    getAgents: build.query<PersonDto[], string | undefined>({
      query: (accountId) => withQuery(path('agents'), { accountId }),
      transformResponse: (answer: Envelope<PersonDto[]>) => unwrap(answer),
    }),
  }),
});

export const { useGetInboxQuery, useGetInboxCountsQuery, useGetInboxAccountsQuery, useGetAgentsQuery } = inboxApi;
