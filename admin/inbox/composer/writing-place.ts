import { path, withQuery } from '../../api/envelope';

/** Where something is written: in a conversation, or to begin one from an account. */
export type WritingPlace = { conversationId: string } | { startFrom: string };

export const pathAt = (place: WritingPlace, what: 'attachments' | 'recipients', query: { q?: string } = {}): string =>
  'conversationId' in place
    ? withQuery(path('inbox', place.conversationId, what), query)
    : withQuery(path('inbox', 'start', what), { accountId: place.startFrom, ...query });
