import { useCallback } from 'react';
import { useLinkAttachmentMutation } from '../../../api/attachments';
import { fetchFile } from '../../media/fetch-file';

/** A picture of a draft that was uploaded earlier, fetched with the right of the writer. Null when it is not there. */
export function useUploadPicture(): (uploadId: string, signal: AbortSignal) => Promise<string | null> {
  const [link] = useLinkAttachmentMutation();
  return useCallback(
    async (uploadId, signal) => {
      const answer = await link(uploadId);
      if ('error' in answer || signal.aborted) return null;
      const file = await fetchFile(answer.data.url, signal);
      return file && !signal.aborted ? URL.createObjectURL(file) : null;
    },
    [link]
  );
}
