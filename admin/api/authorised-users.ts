import type { AuthorisedUserDto, AuthorisedUsersDto } from '../../server/api/contracts/accounts';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const authorisedUsersApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getCandidates: build.query<AuthorisedUserDto[], void>({
      query: () => path('candidates'),
      transformResponse: (answer: Envelope<AuthorisedUserDto[]>) => unwrap(answer),
      providesTags: [{ type: TAG.authorisedUsers, id: LIST }],
    }),
    getAuthorisedUsers: build.query<AuthorisedUsersDto, string>({
      query: (accountId) => path('accounts', accountId, 'authorised-users'),
      transformResponse: (answer: Envelope<AuthorisedUsersDto>) => unwrap(answer),
      providesTags: (_users, _error, accountId) => [{ type: TAG.authorisedUsers, id: accountId }],
    }),
    setAuthorisedUsers: build.mutation<unknown, { accountId: string; userIds: number[] }>({
      query: ({ accountId, userIds }) => ({
        url: path('accounts', accountId, 'authorised-users'),
        method: 'PUT',
        data: { userIds },
      }),
      invalidatesTags: (_result, _error, { accountId }) => [
        { type: TAG.authorisedUsers, id: accountId },
        { type: TAG.account, id: accountId },
        { type: TAG.audit, id: accountId },
        { type: TAG.inbox, id: LIST },
      ],
    }),
  }),
});

export const { useGetCandidatesQuery, useGetAuthorisedUsersQuery, useSetAuthorisedUsersMutation } = authorisedUsersApi;
