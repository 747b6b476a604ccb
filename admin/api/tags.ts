import type { ConversationDetailDto } from '../../server/api/contracts/inbox';
import type {
  ChangeTags,
  ConversationTagDto,
  CreateTag,
  ManagedTagDto,
  TagDto,
  UpdateTag,
} from '../../server/api/contracts/tags';
import { conversationApi } from './conversation';
import { LIST, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

/** Tags stand on conversations, by their names of today. */
const EVERYWHERE = [TAG.tags, TAG.inbox, TAG.conversation, TAG.messages];

const tagsApi = conversationApi.injectEndpoints({
  endpoints: (build) => ({
    getTags: build.query<TagDto[], void>({
      query: () => path('tags'),
      transformResponse: (answer: Envelope<TagDto[]>) => unwrap(answer),
      providesTags: [TAG.tags],
    }),
    createTagInPlace: build.mutation<TagDto, CreateTag>({
      query: (data) => ({ url: path('tags'), method: 'POST', data }),
      transformResponse: (answer: Envelope<TagDto>) => unwrap(answer),
      // Also after a refusal: somebody else has just made it.
      invalidatesTags: [TAG.tags],
    }),
    /** `next`: what the conversation will then carry, shown at once and taken back when it is refused. */
    changeTags: build.mutation<
      ConversationDetailDto,
      { id: string; change: Partial<ChangeTags>; next: ConversationTagDto[] }
    >({
      query: ({ id, change }) => ({ url: path('inbox', id, 'tags'), method: 'PUT', data: change }),
      transformResponse: (answer: Envelope<ConversationDetailDto>) => unwrap(answer),
      onQueryStarted: async ({ id, next }, { dispatch, queryFulfilled }) => {
        const shown = dispatch(
          conversationApi.util.updateQueryData('getConversation', id, (conversation) => {
            conversation.tags = next;
          })
        );
        await queryFulfilled.catch(() => shown.undo());
      },
      invalidatesTags: (_conversation, _error, { id }) => [
        { type: TAG.conversation, id },
        { type: TAG.messages, id },
        { type: TAG.inbox, id: LIST },
      ],
    }),

    getManagedTags: build.query<ManagedTagDto[], void>({
      query: () => path('tag-settings'),
      transformResponse: (answer: Envelope<ManagedTagDto[]>) => unwrap(answer),
      providesTags: [TAG.tags],
    }),
    createTag: build.mutation<TagDto, CreateTag>({
      query: (data) => ({ url: path('tag-settings'), method: 'POST', data }),
      transformResponse: (answer: Envelope<TagDto>) => unwrap(answer),
      invalidatesTags: [TAG.tags],
    }),
    updateTag: build.mutation<ManagedTagDto, { id: string; changes: UpdateTag }>({
      query: ({ id, changes }) => ({ url: path('tag-settings', id), method: 'PUT', data: changes }),
      transformResponse: (answer: Envelope<ManagedTagDto>) => unwrap(answer),
      invalidatesTags: EVERYWHERE,
    }),
    deleteTag: build.mutation<unknown, string>({
      query: (id) => ({ url: path('tag-settings', id), method: 'DELETE' }),
      invalidatesTags: EVERYWHERE,
    }),
  }),
});

export const {
  useGetTagsQuery,
  useCreateTagInPlaceMutation,
  useChangeTagsMutation,
  useGetManagedTagsQuery,
  useCreateTagMutation,
  useUpdateTagMutation,
  useDeleteTagMutation,
} = tagsApi;
