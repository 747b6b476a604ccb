import type { QuarantineDto } from '../../server/api/contracts/accounts';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope, type Listing } from './envelope';
import { loadPages } from './load-pages';

const quarantineApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getQuarantine: build.query<Listing<QuarantineDto>, { accountId: string; pages: number }>({
      queryFn: ({ accountId, pages }, _api, _options, fetchPage) =>
        loadPages<QuarantineDto>(fetchPage, path('accounts', accountId, 'quarantine'), { limit: 25 }, pages),
      providesTags: (_list, _error, { accountId }) => [{ type: TAG.quarantine, id: accountId }],
    }),
    replayQuarantined: build.mutation<unknown, { accountId: string; id: string }>({
      query: ({ id }) => ({ url: path('quarantine', id, 'replay'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, { accountId }) => [
        { type: TAG.quarantine, id: accountId },
        { type: TAG.health, id: accountId },
        { type: TAG.audit, id: accountId },
      ],
    }),
    replayAllQuarantined: build.mutation<{ count: number }, string>({
      query: (accountId) => ({ url: path('accounts', accountId, 'replay'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<{ count: number }>) => unwrap(answer),
      invalidatesTags: (_result, _error, accountId) => [
        { type: TAG.quarantine, id: accountId },
        { type: TAG.health, id: accountId },
        { type: TAG.audit, id: accountId },
      ],
    }),
    /** Only what a download leaves behind: it is written down, so the activity on screen is old. */
    rawDownloaded: build.mutation<null, string>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_result, _error, accountId) => [{ type: TAG.audit, id: accountId }],
    }),
  }),
});

export const {
  useGetQuarantineQuery,
  useReplayQuarantinedMutation,
  useReplayAllQuarantinedMutation,
  useRawDownloadedMutation,
} = quarantineApi;
