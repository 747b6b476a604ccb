import type { ContactDetailDto } from '../../server/api/contracts/contacts';
import type { ConversationDto } from '../../server/api/contracts/inbox';
import { conversationsApi, LIST, TAG } from './conversations-api';
import { asListing, path, unwrap, withQuery, type Envelope, type Listing } from './envelope';

const contactsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getContact: build.query<ContactDetailDto, string>({
      query: (id) => path('contacts', id),
      transformResponse: (answer: Envelope<ContactDetailDto>) => unwrap(answer),
      providesTags: (_contact, _error, id) => [{ type: TAG.contact, id }],
    }),
    /** The newest ones of a person, or of the customer that the person writes for. */
    getConversationsOf: build.query<Listing<ConversationDto>, { contact?: string; customer?: string; limit: number }>({
      query: (filters) => withQuery(path('inbox'), filters),
      transformResponse: (answer: Envelope<ConversationDto[]>) => asListing(answer),
      providesTags: [{ type: TAG.inbox, id: LIST }],
    }),
    addContactNote: build.mutation<unknown, { contactId: string; text: string; idempotencyKey: string }>({
      query: ({ contactId, ...data }) => ({ url: path('contacts', contactId, 'notes'), method: 'POST', data }),
      invalidatesTags: (_answer, _error, { contactId }) => [{ type: TAG.contact, id: contactId }],
    }),
    removeContactNote: build.mutation<unknown, { contactId: string; noteId: number }>({
      query: ({ contactId, noteId }) => ({
        url: path('contacts', contactId, 'notes', String(noteId)),
        method: 'DELETE',
      }),
      invalidatesTags: (_answer, _error, { contactId }) => [{ type: TAG.contact, id: contactId }],
    }),
  }),
});

export const {
  useGetContactQuery,
  useGetConversationsOfQuery,
  useAddContactNoteMutation,
  useRemoveContactNoteMutation,
} = contactsApi;
