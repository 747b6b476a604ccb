import type { AttachmentLinkDto } from '../../server/api/contracts/inbox';
import { conversationsApi } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const attachmentsApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    /** A mutation: each call makes a new short-lived link, which must not be kept. */
    linkAttachment: build.mutation<AttachmentLinkDto, string>({
      query: (id) => ({ url: path('attachments', id, 'link'), method: 'POST', data: {} }),
      transformResponse: (answer: Envelope<AttachmentLinkDto>) => unwrap(answer),
    }),
  }),
});

export const { useLinkAttachmentMutation } = attachmentsApi;
