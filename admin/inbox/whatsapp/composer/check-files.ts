import {
  MEDIA_LIMITS,
  mediaFault,
  mediaTypeFor,
  type MediaFault,
  type OutgoingMediaType,
} from '../../../../server/channels/whatsapp-cloud/outgoing/media-limits';

export interface GivenFile {
  name: string;
  type: string;
  size: number;
}

export interface RefusedFile {
  name: string;
  code: MediaFault['code'];
  maxBytes: number;
}

/** Before a file is uploaded: what WhatsApp would refuse is not worth the wait. */
export function checkFiles<File extends GivenFile>(files: readonly File[]): { taken: File[]; refused: RefusedFile[] } {
  const taken: File[] = [];
  const refused: RefusedFile[] = [];
  for (const file of files) {
    const kind = mediaTypeFor(file.type, file.size) ?? 'document';
    const fault = mediaFault(kind, file.type, file.size);
    if (fault) refused.push({ name: file.name, code: fault.code, maxBytes: MEDIA_LIMITS[kind].maxBytes });
    else taken.push(file);
  }
  return { taken, refused };
}

/** As what it arrives; a picture that WhatsApp does not take as one arrives as a file. */
export const sentAs = ({ type, size }: GivenFile): OutgoingMediaType => mediaTypeFor(type, size) ?? 'document';
