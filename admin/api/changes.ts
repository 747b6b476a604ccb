import type { ChangesDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

/** What became stale: some conversations, or all of it. */
export interface Stale {
  conversationIds: string[];
  /**
   * `tags`: one was changed, and it stands on conversations that have not changed themselves. `unsure`: what was
   * loaded before anything could be heard may be old, and what could not be loaded while the server was away shows an
   * error until it is asked for again. `rights`: no list of changes names
   * what was lost or won with an account.
   */
  all: 'tags' | 'unsure' | 'rights' | null;
}

const EVERYTHING = [TAG.inbox, TAG.conversation, TAG.messages];

const changesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** A mutation although it reads: nothing of the answer is worth caching. */
    pollChanges: build.mutation<ChangesDto, string | undefined>({
      query: (since) => ({ url: withQuery(path('inbox', 'changes'), { since }), method: 'GET' }),
      transformResponse: (answer: Envelope<ChangesDto>) => unwrap(answer),
    }),
    /** Asks the server for nothing itself: what is on screen and became stale is loaded again. */
    refreshStale: build.mutation<null, Stale>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_done, _error, { conversationIds, all }) => {
        if (all === 'tags') return [TAG.tags, ...EVERYTHING];
        if (all === 'rights') return [TAG.account, ...EVERYTHING];
        if (all === 'unsure') return EVERYTHING;
        if (conversationIds.length === 0) return [];
        return [
          { type: TAG.inbox, id: LIST },
          ...conversationIds.flatMap((id) => [
            { type: TAG.conversation, id },
            { type: TAG.messages, id },
          ]),
        ];
      },
    }),
  }),
});

export const { usePollChangesMutation, useRefreshStaleMutation } = changesApi;
