import type { DiscardDraft, DraftDto, SaveDraft, SavedDraftDto } from '../../server/api/contracts/drafts';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

export const draftPath = (conversationId: string): string => path('inbox', conversationId, 'draft');

export const discardPath = (conversationId: string, { revision, mark }: DiscardDraft): string =>
  withQuery(draftPath(conversationId), { revision, page: mark?.page, step: mark?.step });

const draftsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Past the cache: what another window has saved since counts. */
    readDraft: build.mutation<DraftDto | null, string>({
      query: (conversationId) => ({ url: draftPath(conversationId), method: 'GET' }),
      transformResponse: (answer: Envelope<DraftDto | null>) => unwrap(answer),
    }),
    saveDraft: build.mutation<SavedDraftDto, { conversationId: string; draft: SaveDraft }>({
      query: ({ conversationId, draft }) => ({ url: draftPath(conversationId), method: 'PUT', data: draft }),
      transformResponse: (answer: Envelope<SavedDraftDto>) => unwrap(answer),
      // The list marks where a draft is, and only the first one changes that.
      invalidatesTags: (_saved, error, { draft }) =>
        error || draft.revision > 0 ? [] : [{ type: TAG.inbox, id: LIST }],
    }),
    discardDraft: build.mutation<unknown, { conversationId: string; known: DiscardDraft }>({
      query: ({ conversationId, known }) => ({ url: discardPath(conversationId, known), method: 'DELETE' }),
      invalidatesTags: (_answer, error) => (error ? [] : [{ type: TAG.inbox, id: LIST }]),
    }),
  }),
});

export const { useReadDraftMutation, useSaveDraftMutation, useDiscardDraftMutation } = draftsApi;
