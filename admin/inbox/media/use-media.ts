import { useEffect, useState } from 'react';
import type { AttachmentDto } from '../../../server/api/contracts/inbox';
import { useLinkAttachmentMutation } from '../../api/attachments';
import { fetchFile } from './fetch-file';

export type MediaFile = { at: 'waiting' | 'loading' | 'failed'; url: null } | { at: 'ready'; url: string };

/**
 * The file as a blob of this page, once it is wanted: with the right of the reader, and no address that outlives it.
 * `type` is one that the caller knows how to show; what the file claims to be is not asked again.
 */
export function useMedia({ id }: AttachmentDto, type: string, wanted: boolean): MediaFile {
  const [link] = useLinkAttachmentMutation();
  const [file, setFile] = useState<MediaFile>({ at: 'waiting', url: null });
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = new AbortController();
    let made: string | null = null;
    setFile({ at: 'loading', url: null });
    const load = async () => {
      const answer = await link(id);
      const blob = 'data' in answer ? await fetchFile(answer.data.url, stop.signal) : null;
      if (stop.signal.aborted) return;
      if (!blob) {
        setFile({ at: 'failed', url: null });
        return;
      }
      made = URL.createObjectURL(new Blob([blob], { type }));
      setFile({ at: 'ready', url: made });
    };
    void load();
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, type, wanted, link]);
  return file;
}
