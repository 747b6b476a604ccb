import type { TroubledAccountDto } from '../../server/api/contracts/troubles';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const troublesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getTroubles: build.query<TroubledAccountDto[], void>({
      query: () => path('accounts', 'troubles'),
      transformResponse: (answer: Envelope<TroubledAccountDto[]>) => unwrap(answer),
      providesTags: [TAG.troubles],
    }),
  }),
});

export const { useGetTroublesQuery } = troublesApi;
