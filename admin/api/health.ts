import type { HealthDto } from '../../server/api/contracts/accounts';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

export type AccountCommand = 'pause' | 'resume' | 'sync';

const healthApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getHealth: build.query<HealthDto, string>({
      query: (id) => path('accounts', id, 'health'),
      transformResponse: (answer: Envelope<HealthDto>) => unwrap(answer),
      providesTags: (_health, _error, id) => [{ type: TAG.health, id }],
    }),
    commandAccount: build.mutation<unknown, { id: string; command: AccountCommand }>({
      query: ({ id, command }) => ({ url: path('accounts', id, command), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, { id }) => [
        { type: TAG.account, id },
        { type: TAG.account, id: LIST },
        { type: TAG.health, id },
        { type: TAG.audit, id },
      ],
    }),
    retryJob: build.mutation<unknown, { accountId: string; jobId: string }>({
      query: ({ jobId }) => ({ url: path('jobs', jobId, 'retry'), method: 'POST', data: {} }),
      invalidatesTags: (_result, _error, { accountId }) => [{ type: TAG.health, id: accountId }],
    }),
  }),
});

export const { useGetHealthQuery, useCommandAccountMutation, useRetryJobMutation } = healthApi;
