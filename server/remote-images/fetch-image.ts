import type { IncomingMessage } from 'node:http';
import { pictureKind, type PictureKind } from '../signatures/picture-kind';
import { ImageFailure } from './image-failure';
import { imageTarget, type ImageTarget, type TargetRules } from './image-target';
import { readLimited } from './read-limited';
import { requestImage } from './request-image';

export interface FetchedImage {
  bytes: Buffer;
  /** By the bytes; what the foreign server says of them counts for nothing. */
  type: PictureKind['type'];
}

export interface ImageLimits {
  maxBytes: number;
  /** For all of it: look-ups, redirects and the body. */
  timeoutMs: number;
  maxRedirects: number;
}

export const IMAGE_LIMITS: ImageLimits = { maxBytes: 10 * 1024 * 1024, timeoutMs: 10_000, maxRedirects: 3 };

/** RFC 9110, section 15.4: those that send a GET on as a GET. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export type FetchImage = (address: string) => Promise<FetchedImage>;

/** Fetches one picture of a mail from wherever its sender keeps it. Throws `ImageFailure`. */
export function createFetchImage(rules: TargetRules, limits: ImageLimits = IMAGE_LIMITS): FetchImage {
  return async (address) => {
    const stop = AbortSignal.timeout(limits.timeoutMs);
    try {
      const response = await follow(address, rules, limits.maxRedirects, stop);
      const bytes = await readLimited(response, limits.maxBytes);
      const kind = pictureKind(bytes);
      if (!kind) throw new ImageFailure('image-type-refused');
      return { bytes, type: kind.type };
    } catch (error) {
      if (error instanceof ImageFailure) throw error;
      throw new ImageFailure(stop.aborted ? 'image-timeout' : 'image-unreachable', { cause: error });
    }
  };
}

/** The answer at the end of the redirects; each of them is checked as the first address was. */
async function follow(
  address: string,
  rules: TargetRules,
  redirects: number,
  stop: AbortSignal
): Promise<IncomingMessage> {
  const target = await inTime(imageTarget(address, rules), stop);
  const response = await requestImage(target, stop);
  const { statusCode = 0 } = response;
  if (statusCode === 200) return response;
  response.destroy();
  const next = REDIRECTS.has(statusCode) ? redirectOf(response, target) : null;
  if (next === null) throw new ImageFailure('image-unreachable');
  if (redirects === 0) throw new ImageFailure('image-too-many-redirects');
  return follow(next, rules, redirects - 1, stop);
}

function redirectOf(response: IncomingMessage, { url }: ImageTarget): string | null {
  const { location } = response.headers;
  return location !== undefined && URL.canParse(location, url.href) ? new URL(location, url.href).href : null;
}

/** A look-up of a name cannot be broken off; its answer is no longer waited for. */
async function inTime<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  let onAbort = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new ImageFailure('image-timeout'));
    stop.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.removeEventListener('abort', onAbort);
  }
}
