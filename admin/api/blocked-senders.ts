import type { BlockedSenderDto } from '../../server/api/contracts/blocked-senders';
import { conversationsApi, TAG } from './conversations-api';
import { path, type Listing } from './envelope';
import { loadPages } from './load-pages';

const blockedSendersApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getBlockedSenders: build.query<Listing<BlockedSenderDto>, { pages: number }>({
      queryFn: ({ pages }, _api, _options, fetchPage) =>
        loadPages<BlockedSenderDto>(fetchPage, path('inbox', 'blocked-senders'), { limit: 50 }, pages),
      providesTags: [TAG.blockedSenders],
    }),
    unblockSender: build.mutation<unknown, string>({
      query: (id) => ({ url: path('inbox', 'blocked-senders', id), method: 'DELETE' }),
      // Also after a refusal: somebody else was faster.
      invalidatesTags: [TAG.blockedSenders, TAG.conversation],
    }),
  }),
});

export const { useGetBlockedSendersQuery, useUnblockSenderMutation } = blockedSendersApi;
