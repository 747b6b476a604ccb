import type { ConversationDetailDto, UpdateConversation } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

export const conversationApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getConversation: build.query<ConversationDetailDto, string>({
      query: (id) => path('inbox', id),
      transformResponse: (answer: Envelope<ConversationDetailDto>) => unwrap(answer),
      providesTags: (_conversation, _error, id) => [{ type: TAG.conversation, id }],
    }),
    updateConversation: build.mutation<ConversationDetailDto, { id: string; changes: UpdateConversation }>({
      query: ({ id, changes }) => ({ url: path('inbox', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<ConversationDetailDto>) => unwrap(answer),
      // Also after a refusal: somebody else's change is the usual reason, and the page has to show it.
      invalidatesTags: (_conversation, _error, { id }) => [
        { type: TAG.conversation, id },
        { type: TAG.messages, id },
        { type: TAG.inbox, id: LIST },
      ],
    }),
    deleteConversation: build.mutation<unknown, string>({
      query: (id) => ({ url: path('inbox', id), method: 'DELETE' }),
      // Not the conversation itself: its page is being left, and would only learn that it is gone.
      invalidatesTags: (_answer, error, id) => [
        { type: TAG.inbox, id: LIST },
        ...(error
          ? [
              { type: TAG.conversation, id },
              { type: TAG.messages, id },
            ]
          : []),
      ],
    }),
    /** Apart from other changes: reading changes no message, so the messages need no second fetch. */
    markRead: build.mutation<unknown, { id: string; readUpToMessageId: string }>({
      query: ({ id, readUpToMessageId }) => ({ url: path('inbox', id), method: 'PUT', data: { readUpToMessageId } }),
      invalidatesTags: (_result, error, { id }) =>
        error
          ? []
          : [
              { type: TAG.conversation, id },
              { type: TAG.inbox, id: LIST },
            ],
    }),
  }),
});

export const {
  useGetConversationQuery,
  useUpdateConversationMutation,
  useDeleteConversationMutation,
  useMarkReadMutation,
} = conversationApi;
