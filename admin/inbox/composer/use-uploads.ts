import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadDto } from '../../../server/api/contracts/inbox';
import { readApiError } from '../../api/api-error';
import { path } from '../../api/envelope';
import { pathAt, type WritingPlace } from './writing-place';
import { uploadFile } from './upload-file';

export interface RunningUpload {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  progress: number;
  error: unknown;
}

let uploadCount = 0;

/**
 * Files on their way, one request each; what has arrived leaves the list. `start` hands it to `onUploaded`, `startImage`
 * to its caller.
 */
export function useUploads(place: WritingPlace, onUploaded: (upload: UploadDto) => void) {
  const to = pathAt(place, 'attachments');
  const token = useAuth('useUploads', (auth) => auth.token);
  const latestToken = useRef(token);
  latestToken.current = token;
  const uploaded = useRef(onUploaded);
  uploaded.current = onUploaded;
  const [uploads, setUploads] = useState<RunningUpload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setUploads((before) => before.filter((upload) => upload.key !== key));
  }, []);

  const send = useCallback(
    async (file: File): Promise<UploadDto | null> => {
      uploadCount += 1;
      const key = `upload-${uploadCount}`;
      const controller = new AbortController();
      running.current.set(key, controller);
      const patch = (part: Partial<RunningUpload>) =>
        setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
      setUploads((before) => [...before, { key, name: file.name, size: file.size, progress: 0, error: null }]);
      const attempt = () =>
        uploadFile({
          to,
          file,
          token: latestToken.current,
          signal: controller.signal,
          onProgress: (progress) => patch({ progress }),
        });
      try {
        const upload = await attempt().catch(async (error: unknown) => {
          if (readApiError(error).status !== 401) throw error;
          await renewSession();
          return attempt();
        });
        remove(key);
        return upload;
      } catch (error) {
        if (!controller.signal.aborted) patch({ error });
        return null;
      }
    },
    [to, remove]
  );
  const start = useCallback(
    (files: File[]) => {
      for (const file of files) void send(file).then((upload) => upload && uploaded.current(upload));
    },
    [send]
  );
  return { uploads, start, startImage: send, remove };
}

/** Any request through the admin's client renews an expired token; the new one reaches us with the next rendering. */
async function renewSession(): Promise<void> {
  await getFetchClient().get(path('inbox', 'counts'));
  await new Promise((resolve) => window.setTimeout(resolve, 100));
}
