import type { ChangesDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

const changesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** A mutation although it reads: nothing of the answer is worth caching, what matters is what it makes stale. */
    pollChanges: build.mutation<ChangesDto, { since?: string; afterFailure: boolean }>({
      query: ({ since }) => ({ url: withQuery(path('inbox', 'changes'), { since }), method: 'GET' }),
      transformResponse: (answer: Envelope<ChangesDto>) => unwrap(answer),
      invalidatesTags: (changes, _error, { afterFailure }) => {
        if (!changes) return [];
        // What could not be loaded while the server was away shows an error until it is asked for again.
        if (afterFailure) return [TAG.inbox, TAG.conversation, TAG.messages];
        if (changes.conversationIds.length === 0) return [];
        return [
          { type: TAG.inbox, id: LIST },
          ...changes.conversationIds.flatMap((id) => [
            { type: TAG.conversation, id },
            { type: TAG.messages, id },
          ]),
        ];
      },
    }),
  }),
});

export const { usePollChangesMutation } = changesApi;
