import type {
  ConversationDetailDto,
  ConversationDto,
  PersonDto,
  UpdateConversation,
} from '../../server/api/contracts/inbox';
import { LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';
import { inboxApi, type InboxFilters } from './inbox';

interface Change {
  id: string;
  changes: UpdateConversation;
  /** Whom `assigneeId` names. */
  assignee?: PersonDto | null;
}

export const conversationApi = inboxApi.injectEndpoints({
  endpoints: (build) => ({
    getConversation: build.query<ConversationDetailDto, string>({
      query: (id) => path('inbox', id),
      transformResponse: (answer: Envelope<ConversationDetailDto>) => unwrap(answer),
      providesTags: (_conversation, _error, id) => [{ type: TAG.conversation, id }],
    }),
    updateConversation: build.mutation<ConversationDetailDto, Change>({
      query: ({ id, changes }) => ({ url: path('inbox', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<ConversationDetailDto>) => unwrap(answer),
      // Shown at once, in the conversation and in the lists, and taken back when it is refused.
      onQueryStarted: async (change, { dispatch, getState, queryFulfilled }) => {
        const next = foreseen(change);
        const lists = inboxApi.util
          .selectInvalidatedBy(getState(), [{ type: TAG.inbox, id: LIST }])
          .filter(({ endpointName }) => endpointName === 'getInbox');
        const shown = [
          dispatch(
            conversationApi.util.updateQueryData('getConversation', change.id, (conversation) => {
              Object.assign(conversation, next);
            })
          ),
          ...lists.map(({ originalArgs }) =>
            dispatch(
              inboxApi.util.updateQueryData('getInbox', originalArgs as InboxFilters & { pages: number }, (list) => {
                const row = list.items.find(({ id }) => id === change.id);
                if (row) Object.assign(row, next);
              })
            )
          ),
        ];
        await queryFulfilled.catch(() => shown.forEach((patch) => patch.undo()));
      },
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

/** What a page knows of a conversation after a change, before the server has answered. */
const foreseen = ({ changes, assignee }: Change): Partial<ConversationDto> => ({
  ...(changes.status === undefined
    ? {}
    : { status: changes.status, snoozedUntil: changes.status === 'snoozed' ? (changes.snoozedUntil ?? null) : null }),
  ...(assignee === undefined ? {} : { assignee }),
});

export const {
  useGetConversationQuery,
  useUpdateConversationMutation,
  useDeleteConversationMutation,
  useMarkReadMutation,
} = conversationApi;
