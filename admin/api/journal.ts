import type { LedgerDto } from '../../server/api/contracts/accounts';
import type { AccountContentsDto, JournalEntryDto } from '../../server/api/contracts/journal';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope, type Listing } from './envelope';
import { loadPages } from './load-pages';

const journalApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getJournal: build.query<Listing<JournalEntryDto>, { accountId: string; part: keyof LedgerDto; pages: number }>({
      queryFn: ({ accountId, part, pages }, _api, _options, fetchPage) =>
        loadPages<JournalEntryDto>(
          fetchPage,
          path('accounts', accountId, 'journal'),
          { limit: 50, state: part === 'received' ? undefined : part },
          pages
        ),
      providesTags: (_list, _error, { accountId }) => [{ type: TAG.journal, id: accountId }],
    }),
    getAccountContents: build.query<AccountContentsDto, string>({
      query: (accountId) => path('accounts', accountId, 'contents'),
      transformResponse: (answer: Envelope<AccountContentsDto>) => unwrap(answer),
    }),
  }),
});

export const { useGetJournalQuery, useGetAccountContentsQuery } = journalApi;
