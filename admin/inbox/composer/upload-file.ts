import type { UploadDto } from '../../../server/api/contracts/inbox';
import { backendUrl } from '../../api/backend-url';
import type { Envelope } from '../../api/envelope';

export interface UploadOptions {
  to: string;
  file: File;
  token: string | null;
  signal: AbortSignal;
  /** 0 to 1. */
  onProgress: (share: number) => void;
}

/** Rejected with this shape, which is the one of the admin's own fetch client. */
export interface UploadProblem {
  status?: number;
  message: string;
  details?: unknown;
}

const problemOf = (request: XMLHttpRequest): UploadProblem => {
  const body: unknown = request.response;
  if (typeof body === 'object' && body !== null && 'error' in body) return body.error as UploadProblem;
  return { status: request.status || undefined, message: request.statusText };
};

/** By XMLHttpRequest: fetch cannot tell how much of a file has been sent. */
export const uploadFile = ({ to, file, token, signal, onProgress }: UploadOptions): Promise<UploadDto> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${backendUrl()}${to}`);
    request.responseType = 'json';
    request.withCredentials = true;
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = request.response as Envelope<UploadDto[]> | null;
      const [upload] = answer?.data ?? [];
      if (request.status >= 200 && request.status < 300 && upload) resolve(upload);
      else reject(problemOf(request));
    };
    request.onerror = () => reject(problemOf(request));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('files', file, file.name);
    request.send(form);
  });
