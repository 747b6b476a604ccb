import type {
  BegunSignupDto,
  CancelSignup,
  CompleteSignup,
  ResumeSignup,
  SignupDto,
  SignupsDto,
} from '../../server/api/contracts/whatsapp-signups';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

/** What was given, without the defaults. */
type Complete = Omit<CompleteSignup, 'authorisedUserIds'> & { authorisedUserIds: number[] };
const changed = [
  { type: TAG.signups, id: LIST },
  { type: TAG.account, id: LIST },
];

const signupsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getSignups: build.query<SignupsDto, void>({
      query: () => path('whatsapp-signups'),
      transformResponse: (answer: Envelope<SignupsDto>) => unwrap(answer),
      providesTags: [{ type: TAG.signups, id: LIST }],
    }),
    beginSignup: build.mutation<BegunSignupDto, void>({
      query: () => ({ url: path('whatsapp-signups'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<BegunSignupDto>) => unwrap(answer),
    }),
    completeSignup: build.mutation<SignupDto, { id: string; input: Complete }>({
      query: ({ id, input }) => ({ url: path('whatsapp-signups', id, 'complete'), method: 'POST', data: input }),
      transformResponse: (answer: Envelope<SignupDto>) => unwrap(answer),
      invalidatesTags: changed,
    }),
    cancelSignup: build.mutation<SignupDto, { id: string; input: CancelSignup }>({
      query: ({ id, input }) => ({ url: path('whatsapp-signups', id, 'cancelled'), method: 'POST', data: input }),
      transformResponse: (answer: Envelope<SignupDto>) => unwrap(answer),
      invalidatesTags: changed,
    }),
    resumeSignup: build.mutation<SignupDto, { id: string; input: ResumeSignup }>({
      query: ({ id, input }) => ({ url: path('whatsapp-signups', id, 'resume'), method: 'POST', data: input }),
      transformResponse: (answer: Envelope<SignupDto>) => unwrap(answer),
      invalidatesTags: changed,
    }),
    removeSignup: build.mutation<null, string>({
      query: (id) => ({ url: path('whatsapp-signups', id), method: 'DELETE' }),
      invalidatesTags: changed,
    }),
  }),
});

export const {
  useGetSignupsQuery,
  useBeginSignupMutation,
  useCompleteSignupMutation,
  useCancelSignupMutation,
  useResumeSignupMutation,
  useRemoveSignupMutation,
} = signupsApi;
