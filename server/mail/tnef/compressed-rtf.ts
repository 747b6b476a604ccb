/**
 * Decompresses RTF ([MS-OXRTFCP] 2): LZ77 over a ring of 4,096 bytes that begins with words of every RTF. Null for what
 * is not in that form, or larger than `max` when unpacked.
 */
export function decompressRtf(bytes: Buffer, max: number): Buffer | null {
  if (bytes.length < HEAD_BYTES) return null;
  const size = bytes.readUInt32LE(4);
  const kind = bytes.readUInt32LE(8);
  if (size > max) return null;
  if (kind === PLAIN) return bytes.subarray(HEAD_BYTES, HEAD_BYTES + size);
  return kind === COMPRESSED ? unpack(bytes, size) : null;
}

const HEAD_BYTES = 16;
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const RING = 4096;
const PRELOADED =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** Each step writes a byte and there are at most `size` of them; a reference to where nothing was written yet gives zeros. */
function unpack(bytes: Buffer, size: number): Buffer {
  const ring = Buffer.alloc(RING);
  let write = ring.write(PRELOADED, 'latin1');
  const result = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number): void => {
    if (length < size) result[length++] = byte;
    ring[write] = byte;
    write = (write + 1) % RING;
  };
  let position = HEAD_BYTES;
  while (position < bytes.length && length < size) {
    const flags = bytes[position++] ?? 0;
    for (let bit = 0; bit < 8 && position < bytes.length && length < size; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[position++] ?? 0);
        continue;
      }
      if (position + 1 >= bytes.length) return result.subarray(0, length);
      const reference = bytes.readUInt16BE(position);
      position += 2;
      const from = reference >> 4;
      // A reference to the place that is written next marks the end.
      if (from === write) return result.subarray(0, length);
      for (let index = 0; index < (reference & 15) + 2; index += 1) put(ring[(from + index) % RING] ?? 0);
    }
  }
  return result.subarray(0, length);
}
