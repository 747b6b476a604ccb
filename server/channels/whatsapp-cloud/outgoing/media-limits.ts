/** Meta: business-phone-numbers/media, "Supported media types". Sizes in bytes. */
const MB = 1024 * 1024;

export type OutgoingMediaType = 'image' | 'video' | 'audio' | 'document' | 'sticker';

export interface MediaLimit {
  maxBytes: number;
  /** Null: any type. */
  mimeTypes: readonly string[] | null;
  caption: boolean;
  fileName: boolean;
}

export const MEDIA_LIMITS: Readonly<Record<OutgoingMediaType, MediaLimit>> = {
  image: { maxBytes: 5 * MB, mimeTypes: ['image/jpeg', 'image/png'], caption: true, fileName: false },
  video: { maxBytes: 16 * MB, mimeTypes: ['video/mp4', 'video/3gpp'], caption: true, fileName: false },
  audio: {
    maxBytes: 16 * MB,
    mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    caption: false,
    fileName: false,
  },
  document: { maxBytes: 100 * MB, mimeTypes: null, caption: true, fileName: true },
  // Half a megabyte when animated; which of the two it is shows only inside the file.
  sticker: { maxBytes: 500 * 1024, mimeTypes: ['image/webp'], caption: false, fileName: false },
};

/** What a person may send to us; larger media comes as an error 131052 in the webhook. */
export const MAX_INBOUND_BYTES = 100 * MB;

const bare = (mimeType: string): string => mimeType.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * As what a file goes out: as the kind it is when WhatsApp takes it so, and otherwise as a document, which has no limit
 * but its size. Null when it is too large for that.
 */
export function mediaTypeFor(mimeType: string, bytes: number): OutgoingMediaType | null {
  const type = bare(mimeType);
  for (const kind of ['image', 'video', 'audio'] as const) {
    const { mimeTypes, maxBytes } = MEDIA_LIMITS[kind];
    if (mimeTypes?.includes(type) && bytes <= maxBytes) return kind;
  }
  return bytes <= MEDIA_LIMITS.document.maxBytes ? 'document' : null;
}

export type MediaFault = { code: 'media-type' | 'media-too-large' | 'media-empty'; limit: string };

export function mediaFault(kind: OutgoingMediaType, mimeType: string, bytes: number): MediaFault | null {
  const { mimeTypes, maxBytes } = MEDIA_LIMITS[kind];
  if (bytes <= 0) return { code: 'media-empty', limit: '1' };
  if (mimeTypes && !mimeTypes.includes(bare(mimeType))) return { code: 'media-type', limit: mimeTypes.join(', ') };
  return bytes > maxBytes ? { code: 'media-too-large', limit: String(maxBytes) } : null;
}
