import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { checkRange, type ByteSource } from '../tnef/byte-source';

const WINDOW = 64 * 1024;

/**
 * A file as bytes at random places, of which one window is in memory. Read synchronously: nothing else waits on this
 * thread, and the reader walks from one length to the next.
 */
export function openFileSource(path: string): ByteSource & { close(): void } {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  return {
    length: size,
    read(offset, length) {
      checkRange(offset, length, size);
      if (offset < windowStart || offset + length > windowStart + window.length) {
        const buffer = Buffer.alloc(Math.min(Math.max(length, WINDOW), size - offset));
        window = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, offset));
        windowStart = offset;
        checkRange(0, length, window.length);
      }
      return window.subarray(offset - windowStart, offset - windowStart + length);
    },
    close: () => closeSync(file),
  };
}
