import { useCallback } from 'react';
import type { SignaturePictureDto } from '../../server/api/contracts/signatures';

/** Fills in the pictures of a signature: its HTML names them, and their bytes came along. */
export function useSignaturePictures(pictures: SignaturePictureDto[]): (frame: Document) => () => void {
  return useCallback(
    (frame) => {
      for (const image of frame.querySelectorAll<HTMLImageElement>('img[data-content-id]')) {
        const picture = pictures.find(({ id }) => id === image.dataset.contentId);
        if (picture) image.src = picture.dataUrl;
      }
      return () => undefined;
    },
    [pictures]
  );
}
