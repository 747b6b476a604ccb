import type { HostAccessDto, SetHostAccess } from '../../server/api/contracts/host-access';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const hostAccessApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getHostAccess: build.query<HostAccessDto, string>({
      query: (accountId) => path('accounts', accountId, 'host-access'),
      transformResponse: (answer: Envelope<HostAccessDto>) => unwrap(answer),
      providesTags: (_access, _error, accountId) => [{ type: TAG.hostAccess, id: accountId }],
    }),
    setHostAccess: build.mutation<unknown, { accountId: string; access: SetHostAccess }>({
      query: ({ accountId, access }) => ({
        url: path('accounts', accountId, 'host-access'),
        method: 'PUT',
        data: access,
      }),
      invalidatesTags: (_result, _error, { accountId }) => [
        { type: TAG.hostAccess, id: accountId },
        { type: TAG.audit, id: accountId },
      ],
    }),
  }),
});

export const { useGetHostAccessQuery, useSetHostAccessMutation } = hostAccessApi;
