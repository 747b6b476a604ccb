import type { MessageDto } from '../../server/api/contracts/inbox';
import type { MarkSeen, SeenDto, SetReaction } from '../../server/api/contracts/whatsapp-messages';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const whatsAppApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    setReaction: build.mutation<MessageDto, { conversationId: string; messageId: string; reaction: SetReaction }>({
      query: ({ messageId, reaction }) => ({
        url: path('messages', messageId, 'reaction'),
        method: 'PUT',
        data: reaction,
      }),
      transformResponse: (answer: Envelope<MessageDto>) => unwrap(answer),
      invalidatesTags: (_message, _error, { conversationId }) => [{ type: TAG.messages, id: conversationId }],
    }),
    /** Changes nothing that is shown here. */
    markSeen: build.mutation<SeenDto, { conversationId: string; seen: MarkSeen }>({
      query: ({ conversationId, seen }) => ({ url: path('inbox', conversationId, 'seen'), method: 'POST', data: seen }),
      transformResponse: (answer: Envelope<SeenDto>) => unwrap(answer),
    }),
  }),
});

export const { useSetReactionMutation, useMarkSeenMutation } = whatsAppApi;
