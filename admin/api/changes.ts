import type { ChangesDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

interface PollChanges {
  since?: string;
  /** Of the answer before. */
  tagsVersion?: string;
  afterFailure: boolean;
}

const changesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** A mutation although it reads: nothing of the answer is worth caching, what matters is what it makes stale. */
    pollChanges: build.mutation<ChangesDto, PollChanges>({
      query: ({ since }) => ({ url: withQuery(path('inbox', 'changes'), { since }), method: 'GET' }),
      transformResponse: (answer: Envelope<ChangesDto>) => unwrap(answer),
      invalidatesTags: (changes, _error, { afterFailure, tagsVersion }) => {
        if (!changes) return [];
        // A tag stands on conversations that have not changed themselves.
        if (tagsVersion !== undefined && tagsVersion !== changes.tagsVersion)
          return [TAG.tags, TAG.inbox, TAG.conversation, TAG.messages];
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
