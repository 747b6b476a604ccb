import type { AddressDto } from '../../server/api/contracts/inbox';
import { conversationsApi } from './conversations-api';
import { pathAt, type WritingPlace } from '../inbox/composer/writing-place';
import { unwrap, type Envelope } from './envelope';

const recipientsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Forgotten soon: who may be suggested changes with each mail. */
    getRecipients: build.query<AddressDto[], { place: WritingPlace; q: string }>({
      query: ({ place, q }) => pathAt(place, 'recipients', { q }),
      transformResponse: (answer: Envelope<AddressDto[]>) => unwrap(answer),
      keepUnusedDataFor: 30,
    }),
  }),
});

export const { useGetRecipientsQuery } = recipientsApi;
