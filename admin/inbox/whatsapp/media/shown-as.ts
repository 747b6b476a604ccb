export type ShownAs = 'picture' | 'sticker' | 'audio' | 'video' | 'file';

const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** Without parameters: `audio/ogg; codecs=opus` is `audio/ogg`. */
export const bareType = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * What a file is shown as: what the message calls it, as long as its type agrees. Anything else is only there to be
 * downloaded, since what a page opens by itself has to be what it seems.
 */
export function shownAs(contentType: string, fileType: string): ShownAs {
  const type = bareType(fileType);
  if (contentType === 'image' && PICTURES.has(type)) return 'picture';
  if (contentType === 'sticker' && PICTURES.has(type)) return 'sticker';
  if (contentType === 'audio' && type.startsWith('audio/')) return 'audio';
  if (contentType === 'video' && type.startsWith('video/')) return 'video';
  return 'file';
}
