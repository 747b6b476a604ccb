/** Bytes at random places, of a file that need not fit in memory. */
export interface ByteSource {
  readonly length: number;
  /** A view that holds until the next call. Throws `TnefDamaged` beyond the end. */
  read(offset: number, length: number): Buffer;
}

export class TnefDamaged extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'TnefDamaged';
  }
}

export function inMemory(bytes: Buffer): ByteSource {
  return {
    length: bytes.length,
    read(offset, length) {
      checkRange(offset, length, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** A part of another source, with offsets of its own. */
export function within(source: ByteSource, start: number, length: number): ByteSource {
  checkRange(start, length, source.length);
  return {
    length,
    read(offset, count) {
      checkRange(offset, count, length);
      return source.read(start + offset, count);
    },
  };
}

export function checkRange(offset: number, length: number, end: number): void {
  if (offset < 0 || length < 0 || offset + length > end)
    throw new TnefDamaged(`${length} bytes at ${offset} of ${end}`);
}
