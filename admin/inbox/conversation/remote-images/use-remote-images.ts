import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useRef, useState } from 'react';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { fetchRemoteImage, useGetRemoteImagesQuery } from '../../../api/remote-images';
import { fillPictures } from './fill-pictures';

export interface RemoteImages {
  /** `none`: there is nothing that could be shown. */
  state: 'none' | 'blocked' | 'loading' | 'shown';
  failed: number;
  always: boolean;
  sender: string | null;
  show: () => void;
  fill: ((frame: Document) => () => void) | null;
}

/** The pictures of a mail that lie on the internet: fetched by our server, and only when the reader wants them. */
export function useRemoteImages({ id, hasRemoteImages }: MessageDto): RemoteImages {
  const token = useAuth('useRemoteImages', (auth) => auth.token);
  const current = useRef(token);
  current.current = token;
  const { data } = useGetRemoteImagesQuery(id, { skip: !hasRemoteImages });
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState<number | null>(null);
  const places = data?.places;
  const wanted = asked || data?.always === true;
  const fill = useCallback(
    (frame: Document) =>
      fillPictures(frame, {
        places: places ?? [],
        load: (place, signal) => fetchRemoteImage(id, place, current.current ?? '', signal),
        onEnd: setFailed,
      }),
    [id, places]
  );
  const state = !places || places.length === 0 ? 'none' : !wanted ? 'blocked' : failed === null ? 'loading' : 'shown';
  return {
    state,
    failed: failed ?? 0,
    always: data?.always ?? false,
    sender: data?.sender ?? null,
    show: () => setAsked(true),
    fill: wanted && places ? fill : null,
  };
}
