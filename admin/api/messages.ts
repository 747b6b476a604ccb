import type { CreateMessage, MessageDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope, type Listing } from './envelope';
import { loadPages } from './load-pages';

const afterSending = (conversationId: string) => [
  { type: TAG.messages, id: conversationId },
  { type: TAG.conversation, id: conversationId },
  { type: TAG.inbox, id: LIST },
];

const messagesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Newest first. */
    getMessages: build.query<Listing<MessageDto>, { conversationId: string; pages: number }>({
      queryFn: ({ conversationId, pages }, _api, _options, fetchPage) =>
        loadPages<MessageDto>(fetchPage, path('inbox', conversationId, 'messages'), { limit: 20 }, pages),
      providesTags: (_list, _error, { conversationId }) => [{ type: TAG.messages, id: conversationId }],
    }),
    /**
     * The newest page past the cache: a cached query that is being fetched already would answer with what was there
     * before, and here only what is there now counts.
     */
    readNewestMessages: build.mutation<MessageDto[], string>({
      query: (conversationId) => ({
        url: withQuery(path('inbox', conversationId, 'messages'), { limit: 20 }),
        method: 'GET',
      }),
      transformResponse: (answer: Envelope<MessageDto[]>) => unwrap(answer),
    }),
    createMessage: build.mutation<MessageDto, { conversationId: string; message: CreateMessage }>({
      query: ({ conversationId, message }) => ({
        url: path('inbox', conversationId, 'messages'),
        method: 'POST',
        data: message,
      }),
      transformResponse: (answer: Envelope<MessageDto>) => unwrap(answer),
      invalidatesTags: (_message, _error, { conversationId }) => afterSending(conversationId),
    }),
    /** True: its words are the writer's draft again. */
    cancelMessage: build.mutation<boolean, { conversationId: string; messageId: string }>({
      query: ({ messageId }) => ({ url: path('messages', messageId, 'cancel'), method: 'POST', data: {} }),
      transformResponse: (answer: { meta: { draftRestored: boolean } }) => answer.meta.draftRestored,
      invalidatesTags: (_message, _error, { conversationId }) => afterSending(conversationId),
    }),
    sendMessageNow: build.mutation<unknown, { conversationId: string; messageId: string }>({
      query: ({ messageId }) => ({ url: path('messages', messageId, 'send-now'), method: 'POST', data: {} }),
      invalidatesTags: (_message, _error, { conversationId }) => afterSending(conversationId),
    }),
    retryMessage: build.mutation<MessageDto, { conversationId: string; messageId: string }>({
      query: ({ messageId }) => ({ url: path('messages', messageId, 'retry'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<MessageDto>) => unwrap(answer),
      invalidatesTags: (_message, _error, { conversationId }) => afterSending(conversationId),
    }),
  }),
});

export const {
  useGetMessagesQuery,
  useReadNewestMessagesMutation,
  useCreateMessageMutation,
  useCancelMessageMutation,
  useSendMessageNowMutation,
  useRetryMessageMutation,
} = messagesApi;
