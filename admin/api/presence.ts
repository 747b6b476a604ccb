import type { PresentDto } from '../../server/api/contracts/realtime';
import { conversationsApi } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const presenceApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    appear: build.mutation<PresentDto[], { conversationId: string; typing: boolean }>({
      query: ({ conversationId, typing }) => ({
        url: path('inbox', conversationId, 'presence'),
        method: 'PUT',
        data: { typing },
      }),
      transformResponse: (answer: Envelope<PresentDto[]>) => unwrap(answer),
    }),
    leave: build.mutation<unknown, string>({
      query: (conversationId) => ({ url: path('inbox', conversationId, 'presence'), method: 'DELETE' }),
    }),
  }),
});

export const { useAppearMutation, useLeaveMutation } = presenceApi;
