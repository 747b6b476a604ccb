import type { RemoteImagesDto } from '../../server/api/contracts/remote-images';
import { backendUrl } from './backend-url';
import { conversationsApi, TAG } from './conversations-api';
import { path, unwrap, type Envelope } from './envelope';

const remoteImagesApi = conversationsApi.injectEndpoints({
  endpoints: (build) => ({
    getRemoteImages: build.query<RemoteImagesDto, string>({
      query: (messageId) => path('messages', messageId, 'remote-images'),
      transformResponse: (answer: Envelope<RemoteImagesDto>) => unwrap(answer),
      providesTags: [TAG.remoteImages],
    }),
    setAlwaysImages: build.mutation<unknown, { messageId: string; always: boolean }>({
      query: ({ messageId, always }) => ({
        url: path('messages', messageId, 'remote-images'),
        method: 'PUT',
        data: { always },
      }),
      // The same sender has written more than this one mail.
      invalidatesTags: [TAG.remoteImages],
    }),
  }),
});

export const { useGetRemoteImagesQuery, useSetAlwaysImagesMutation } = remoteImagesApi;

/** One picture, through our own server, with the right of the reader. Null when it cannot be had. */
export async function fetchRemoteImage(
  messageId: string,
  place: number,
  token: string,
  signal: AbortSignal
): Promise<Blob | null> {
  try {
    const url = backendUrl() + path('messages', messageId, 'remote-images', String(place));
    const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal });
    return response.ok ? await response.blob() : null;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) return null;
    throw error;
  }
}
