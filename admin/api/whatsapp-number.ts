import type { AccountDto, TestResult } from '../../server/api/contracts/accounts';
import type {
  ProfilePictureDto,
  RegisterNumber,
  RequestCode,
  VerifyCode,
  WhatsAppProfile,
} from '../../server/api/contracts/whatsapp-accounts';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

/** What a number's page offers to do at Meta, by the name of its route. */
export type NumberAction =
  | { action: 'subscribe'; data: Record<string, never> }
  | { action: 'register'; data: RegisterNumber }
  | { action: 'request-code'; data: RequestCode }
  | { action: 'verify-code'; data: VerifyCode };

const numberApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    actOnNumber: build.mutation<AccountDto, { id: string } & NumberAction>({
      query: ({ id, action, data }) => ({ url: path('accounts', id, 'whatsapp', action), method: 'POST', data }),
      transformResponse: (answer: Envelope<AccountDto>) => unwrap(answer),
      invalidatesTags: (_account, _error, { id }) => [
        { type: TAG.account, id },
        { type: TAG.health, id },
        { type: TAG.audit, id },
      ],
    }),
    getNumberProfile: build.query<WhatsAppProfile, string>({
      query: (id) => path('accounts', id, 'whatsapp', 'profile'),
      transformResponse: (answer: Envelope<WhatsAppProfile>) => unwrap(answer),
      providesTags: (_profile, _error, id) => [{ type: TAG.account, id: `${id}-profile` }],
    }),
    setNumberProfile: build.mutation<WhatsAppProfile, { id: string; profile: WhatsAppProfile }>({
      query: ({ id, profile }) => ({ url: path('accounts', id, 'whatsapp', 'profile'), method: 'PUT', data: profile }),
      transformResponse: (answer: Envelope<WhatsAppProfile>) => unwrap(answer),
      invalidatesTags: (_profile, _error, { id }) => [
        { type: TAG.account, id: `${id}-profile` },
        { type: TAG.audit, id },
      ],
    }),
    getNumberPicture: build.query<ProfilePictureDto, string>({
      query: (id) => path('accounts', id, 'whatsapp', 'picture'),
      transformResponse: (answer: Envelope<ProfilePictureDto>) => unwrap(answer),
      providesTags: (_picture, _error, id) => [{ type: TAG.account, id: `${id}-picture` }],
    }),
    setNumberPicture: build.mutation<ProfilePictureDto, { id: string; file: File }>({
      query: ({ id, file }) => {
        const data = new FormData();
        data.append('files', file);
        return { url: path('accounts', id, 'whatsapp', 'picture'), method: 'POST', data };
      },
      transformResponse: (answer: Envelope<ProfilePictureDto>) => unwrap(answer),
      invalidatesTags: (_picture, _error, { id }) => [
        { type: TAG.account, id: `${id}-picture` },
        { type: TAG.audit, id },
      ],
    }),
    checkNumber: build.mutation<TestResult, string>({
      query: (id) => ({ url: path('accounts', id, 'test'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<TestResult>) => unwrap(answer),
      // What the check saw of the number is kept.
      invalidatesTags: (_result, _error, id) => [{ type: TAG.account, id }],
    }),
  }),
});

export const {
  useActOnNumberMutation,
  useGetNumberPictureQuery,
  useSetNumberPictureMutation,
  useGetNumberProfileQuery,
  useSetNumberProfileMutation,
  useCheckNumberMutation,
} = numberApi;
