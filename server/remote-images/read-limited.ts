import type { IncomingMessage } from 'node:http';
import { ImageFailure } from './image-failure';

/** The body, in bytes; ends the connection and throws `image-too-large` as soon as there is more than `maxBytes`. */
export async function readLimited(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new ImageFailure('image-too-large');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new ImageFailure('image-too-large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    response.destroy();
  }
}
