import type { BulkChange, BulkResultDto } from '../../server/api/contracts/bulk';
import type { ConversationDto } from '../../server/api/contracts/inbox';
import { conversationsApi } from './conversations-api';
import { asListing, path, unwrap, withQuery, type Envelope, type Listing } from './envelope';
import type { InboxFilters } from './inbox';
import { toQuery } from './inbox-query';

const bulkApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    changeMany: build.mutation<BulkResultDto, BulkChange>({
      query: (data) => ({ url: path('inbox', 'bulk'), method: 'POST', data }),
      transformResponse: (answer: Envelope<BulkResultDto>) => unwrap(answer),
    }),
    /** A page of what filters find, past the cache: it is walked through once. */
    walkInbox: build.mutation<Listing<ConversationDto>, { filters: InboxFilters; cursor: string | null }>({
      query: ({ filters, cursor }) => ({
        url: withQuery(path('inbox'), { ...toQuery(filters), limit: 100, cursor }),
        method: 'GET',
      }),
      transformResponse: (answer: Envelope<ConversationDto[]>) => asListing(answer),
    }),
  }),
});

export const { useChangeManyMutation, useWalkInboxMutation } = bulkApi;
