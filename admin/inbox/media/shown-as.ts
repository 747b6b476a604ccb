export type ShownAs = 'picture' | 'sticker' | 'audio' | 'video' | 'file';

/** Pictures that a browser draws as pictures and nothing else: no SVG, whose drawing is a document of its own. */
const PICTURES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);

/** Without parameters: `audio/ogg; codecs=opus` is `audio/ogg`. */
export const bareType = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

export const isPicture = ({ type }: { type: string }): boolean => PICTURES.has(bareType(type));

/**
 * What a file of WhatsApp is shown as: what the message calls it, as long as its type agrees. Anything else is only there
 * to be downloaded, since what a page opens by itself has to be what it seems.
 */
export function shownAs(contentType: string, fileType: string): ShownAs {
  const type = bareType(fileType);
  if (contentType === 'image' && isPicture({ type })) return 'picture';
  if (contentType === 'sticker' && isPicture({ type })) return 'sticker';
  if (contentType === 'audio' && type.startsWith('audio/')) return 'audio';
  if (contentType === 'video' && type.startsWith('video/')) return 'video';
  return 'file';
}

/** What a file of a mail is shown as: nothing but its type says so. */
export function fileShownAs({ type }: { type: string }): Exclude<ShownAs, 'sticker'> {
  if (isPicture({ type })) return 'picture';
  const bare = bareType(type);
  if (bare.startsWith('audio/')) return 'audio';
  return bare.startsWith('video/') ? 'video' : 'file';
}
