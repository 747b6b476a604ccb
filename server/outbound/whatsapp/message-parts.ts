import type { OutgoingLocation, WhatsAppContentDto } from '../../api/contracts/whatsapp-messages';
import {
  MEDIA_LIMITS,
  mediaFault,
  mediaTypeFor,
  type MediaFault,
} from '../../channels/whatsapp-cloud/outgoing/media-limits';
import { CAPTION_LIMIT, TEXT_LIMIT } from '../../channels/whatsapp-cloud/outgoing/payload';

export interface FileToSend {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** One message of WhatsApp, which holds one thing. */
export interface Part {
  content: WhatsAppContentDto;
  /** Words, or what stands below a file. */
  text: string;
  fileId: string | null;
  /** For the list. */
  preview: string;
}

export type PartsFault =
  | { code: 'empty-message' }
  | { code: 'text-too-long'; limit: number }
  | { code: MediaFault['code']; limit: string; file: string };

export type Parts = { ok: true; parts: [Part, ...Part[]] } | { ok: false; fault: PartsFault };

interface Written {
  text: string;
  files: readonly FileToSend[];
  location: OutgoingLocation | null;
}

/**
 * The messages that something written becomes: each file one of its own, the words below the first where its type takes
 * words and they fit, and otherwise before it.
 */
export function partsOf({ text, files, location }: Written): Parts {
  if (text.length > TEXT_LIMIT) return { ok: false, fault: { code: 'text-too-long', limit: TEXT_LIMIT } };
  const media: Part[] = [];
  for (const file of files) {
    const kind = mediaTypeFor(file.type, file.size);
    const fault = mediaFault(kind ?? 'document', file.type, file.size);
    if (fault) return { ok: false, fault: { ...fault, file: file.name } };
    const content = { type: kind ?? 'document', voice: false } as const;
    media.push({ content, text: '', fileId: file.id, preview: previewOf(`${SIGN[content.type]} ${file.name}`) });
  }
  const parts: Part[] = [];
  if (text.trim() !== '') {
    const [first] = media;
    if (first && takesWords(first.content) && text.length <= CAPTION_LIMIT) {
      media[0] = { ...first, text, preview: previewOf(`${SIGN[first.content.type]} ${text}`) };
    } else {
      parts.push({ content: { type: 'text' }, text, fileId: null, preview: previewOf(text) });
    }
  }
  parts.push(...media);
  if (location) parts.push(placeOf(location));
  const [head, ...others] = parts;
  return head ? { ok: true, parts: [head, ...others] } : { ok: false, fault: { code: 'empty-message' } };
}

function placeOf({ latitude, longitude, name, address }: OutgoingLocation): Part {
  const words = [name, address].filter(Boolean).join('\n');
  return {
    content: { type: 'location', latitude, longitude, name: name || null, address: address || null },
    text: words,
    fileId: null,
    preview: previewOf(`${SIGN.location} ${words}`),
  };
}

const takesWords = ({ type }: WhatsAppContentDto): boolean =>
  type in MEDIA_LIMITS && MEDIA_LIMITS[type as Media].caption;
type Media = keyof typeof MEDIA_LIMITS;

/** As in what customers send. */
const SIGN: Partial<Record<WhatsAppContentDto['type'], string>> = {
  image: '📷',
  video: '🎬',
  audio: '🎤',
  document: '📄',
  location: '📍',
};

export const previewOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);
