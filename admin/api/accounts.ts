import type {
  AccountDto,
  CreateAccount,
  TestConnection,
  TestResult,
  UpdateAccount,
} from '../../server/api/contracts/accounts';
import type { FolderListDto } from '../../server/api/contracts/folders';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const accountsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getAccounts: build.query<AccountDto[], void>({
      query: () => path('accounts'),
      transformResponse: (answer: Envelope<AccountDto[]>) => unwrap(answer),
      providesTags: (accounts = []) => [
        { type: TAG.account, id: LIST },
        ...accounts.map(({ id }) => ({ type: TAG.account, id })),
      ],
    }),
    getAccount: build.query<AccountDto, string>({
      query: (id) => path('accounts', id),
      transformResponse: (answer: Envelope<AccountDto>) => unwrap(answer),
      providesTags: (_account, _error, id) => [{ type: TAG.account, id }],
    }),
    createAccount: build.mutation<AccountDto, CreateAccount>({
      query: (data) => ({ url: path('accounts'), method: 'POST', data }),
      transformResponse: (answer: Envelope<AccountDto>) => unwrap(answer),
      invalidatesTags: [
        { type: TAG.account, id: LIST },
        { type: TAG.inbox, id: LIST },
      ],
    }),
    updateAccount: build.mutation<AccountDto, { id: string; changes: UpdateAccount }>({
      query: ({ id, changes }) => ({ url: path('accounts', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<AccountDto>) => unwrap(answer),
      invalidatesTags: (_account, _error, { id }) => [
        { type: TAG.account, id },
        { type: TAG.account, id: LIST },
        { type: TAG.health, id },
        { type: TAG.audit, id },
      ],
    }),
    deleteAccount: build.mutation<unknown, string>({
      query: (id) => ({ url: path('accounts', id), method: 'DELETE' }),
      invalidatesTags: [
        { type: TAG.account, id: LIST },
        { type: TAG.inbox, id: LIST },
      ],
    }),
    testSettings: build.mutation<TestResult, TestConnection>({
      query: (data) => ({ url: path('accounts', 'test'), method: 'POST', data }),
      transformResponse: (answer: Envelope<TestResult>) => unwrap(answer),
    }),
    testAccount: build.mutation<TestResult, string>({
      query: (id) => ({ url: path('accounts', id, 'test'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<TestResult>) => unwrap(answer),
    }),
    listFolders: build.mutation<FolderListDto, TestConnection>({
      query: (data) => ({ url: path('accounts', 'folders'), method: 'POST', data }),
      transformResponse: (answer: Envelope<FolderListDto>) => unwrap(answer),
    }),
    listFoldersOfAccount: build.mutation<FolderListDto, string>({
      query: (id) => ({ url: path('accounts', id, 'folders'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<FolderListDto>) => unwrap(answer),
    }),
  }),
});

export const {
  useGetAccountsQuery,
  useGetAccountQuery,
  useCreateAccountMutation,
  useUpdateAccountMutation,
  useDeleteAccountMutation,
  useTestSettingsMutation,
  useTestAccountMutation,
  useListFoldersMutation,
  useListFoldersOfAccountMutation,
} = accountsApi;
