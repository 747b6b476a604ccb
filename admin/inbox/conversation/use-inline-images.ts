import { useCallback } from 'react';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useLinkAttachmentMutation } from '../../api/attachments';
import { fetchFile } from '../media/fetch-file';
import { inlinePicture } from './inline-attachment';

/**
 * Fills in the pictures that came with the mail. They are fetched here, with the right of the reader, and handed to the
 * frame as blobs: the frame itself may load nothing.
 */
export function useInlineImages(attachments: AttachmentDto[]): (frame: Document) => () => void {
  const [link] = useLinkAttachmentMutation();
  return useCallback(
    (frame) => {
      const stop = new AbortController();
      const made: string[] = [];
      const fill = async (image: HTMLImageElement, attachment: AttachmentDto) => {
        const answer = await link(attachment.id);
        if ('error' in answer || stop.signal.aborted) return;
        const file = await fetchFile(answer.data.url, stop.signal);
        if (!file || stop.signal.aborted) return;
        const url = URL.createObjectURL(new Blob([file], { type: attachment.type }));
        made.push(url);
        image.src = url;
      };
      for (const image of frame.querySelectorAll<HTMLImageElement>('img[data-content-id]')) {
        const attachment = inlinePicture(attachments, image.dataset.contentId ?? '');
        if (attachment) void fill(image, attachment);
      }
      return () => {
        stop.abort();
        for (const url of made) URL.revokeObjectURL(url);
      };
    },
    [attachments, link]
  );
}
