import { createHash } from 'node:crypto';
import { GraphFault } from './graph-fault.mjs';

const URL_MS = 5 * 60_000;
const INBOUND_MS = 7 * 24 * 3600_000;
const UPLOADED_MS = 30 * 24 * 3600_000;
const LIMITS = [
  [/^image\/(jpeg|png)$/, 5 * 1024 * 1024],
  [/^image\/webp$/, 500 * 1024],
  [/^audio\/(aac|amr|mpeg|mp4|ogg)$/, 16 * 1024 * 1024],
  [/^video\/(mp4|3gpp)$/, 16 * 1024 * 1024],
];
const DOCUMENT = 100 * 1024 * 1024;

/** Two steps to fetch a file, one to bring one. Meta: business-phone-numbers/media. */
export function createMedia({ state, id, save, clock, baseUrl }) {
  const file = (mediaId) => {
    const found = state.media[mediaId];
    if (!found || found.expiresAt < clock.now()) {
      throw new GraphFault(100, {
        subcode: 33,
        title: `Unsupported get request. Object with ID '${mediaId}' does not exist`,
      });
    }
    return found;
  };
  return {
    store({ bytes, mimeType, fileName, inbound }) {
      const mediaId = id('98765432109');
      const sha256 = createHash('sha256').update(bytes).digest('base64');
      state.media[mediaId] = {
        id: mediaId,
        mimeType,
        fileName: fileName ?? null,
        sha256,
        data: bytes.toString('base64'),
        expiresAt: clock.now() + (inbound ? INBOUND_MS : UPLOADED_MS),
        url: null,
      };
      save();
      return { id: mediaId, sha256 };
    },

    upload({ bytes, mimeType, fileName }) {
      const type = (mimeType ?? '').split(';')[0].trim();
      const limit = LIMITS.find(([pattern]) => pattern.test(type))?.[1] ?? DOCUMENT;
      if (!type || bytes.length > limit)
        throw new GraphFault(131053, { details: `File of ${bytes.length} bytes and type ${type}` });
      return { id: this.store({ bytes, mimeType: type, fileName, inbound: false }).id };
    },

    info(mediaId) {
      const found = file(mediaId);
      const key = id('mid');
      found.url = { key, until: clock.now() + URL_MS };
      return {
        messaging_product: 'whatsapp',
        id: mediaId,
        url: `${baseUrl()}/_media/${mediaId}?ext=${key}`,
        mime_type: found.mimeType,
        sha256: found.sha256,
        file_size: Buffer.byteLength(found.data, 'base64'),
      };
    },

    /** Null: the address has run out, which Meta answers with 404. */
    bytes(mediaId, key) {
      const found = state.media[mediaId];
      if (!found?.url || found.url.key !== key || found.url.until < clock.now()) return null;
      return { type: found.mimeType, bytes: Buffer.from(found.data, 'base64') };
    },
    find: (mediaId) => state.media[mediaId] ?? null,
  };
}
