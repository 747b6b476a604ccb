import { open } from 'node:fs/promises';
import { decodeBytes } from './charset';
import { decodeEncodedWords } from './encoded-words';
import { cleanLine } from './plain-text';

const HEAD_BYTES = 64 * 1024;

export interface BriefHead {
  from: string | null;
  subject: string | null;
}

/** From and Subject of a mail that cannot be parsed, as far as its first 64 KiB give them. */
export async function readBriefHead(rawPath: string): Promise<BriefHead> {
  const file = await open(rawPath, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return briefHead(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** One pass over the lines up to the first empty one. */
export function briefHead(bytes: Uint8Array): BriefHead {
  const text = decodeBytes(bytes, '');
  const found: Record<'from' | 'subject', string | null> = { from: null, subject: null };
  let current: { name: 'from' | 'subject'; parts: string[] } | null = null;
  const finish = () => {
    if (current) found[current.name] ??= cleanLine(decodeEncodedWords(current.parts.join('')), 500) || null;
    current = null;
  };
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    start = end < 0 ? text.length : end + 1;
    if (line === '') break;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      current?.parts.push(line);
      continue;
    }
    finish();
    const name = line.slice(0, 8).toLowerCase();
    if (name.startsWith('from:')) current = { name: 'from', parts: [line.slice(5)] };
    else if (name === 'subject:') current = { name: 'subject', parts: [line.slice(8)] };
  }
  finish();
  return found;
}
