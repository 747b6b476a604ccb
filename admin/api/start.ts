import type { StartChoicesDto, StartedDto, StartInInbox } from '../../server/api/contracts/start';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

const startApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Templates and what they say to a person, and the conversations with that person that there are. */
    getStartChoices: build.query<StartChoicesDto, { accountId: string; to: string }>({
      query: ({ accountId, to }) => withQuery(path('inbox', 'start'), { accountId, to }),
      keepUnusedDataFor: 30,
    }),
    startConversation: build.mutation<StartedDto, StartInInbox>({
      query: (data) => ({ url: path('inbox'), method: 'POST', data }),
      transformResponse: (answer: Envelope<StartedDto>) => unwrap(answer),
      invalidatesTags: [{ type: TAG.inbox, id: LIST }],
    }),
  }),
});

export const { useGetStartChoicesQuery, useStartConversationMutation } = startApi;
