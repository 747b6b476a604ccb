import type { AddressDto } from '../../server/api/contracts/inbox';
import { conversationsApi } from './conversations-api';
import { path, unwrap, withQuery, type Envelope } from './envelope';

const recipientsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Forgotten soon: who may be suggested changes with each mail. */
    getRecipients: build.query<AddressDto[], { conversationId: string; q: string }>({
      query: ({ conversationId, q }) => withQuery(path('inbox', conversationId, 'recipients'), { q }),
      transformResponse: (answer: Envelope<AddressDto[]>) => unwrap(answer),
      keepUnusedDataFor: 30,
    }),
  }),
});

export const { useGetRecipientsQuery } = recipientsApi;
