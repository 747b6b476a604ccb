import { Readable, Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

export class BodyTooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';
  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.name = 'BodyTooLarge';
  }
}

/** A body that came shorter than it was said to be: kept, it would pass for the whole. */
export class BodyIncomplete extends Error {
  readonly code = 'BODY_INCOMPLETE';
  constructor() {
    super('the connection ended before the body did');
    this.name = 'BodyIncomplete';
  }
}

/** The body of an answer, ended with `BodyTooLarge` as soon as it passes the limit: what its head says is a promise only. */
export function limitedStream(response: Response, limit: number, expected: number | null = null): Readable {
  if (response.body === null) return Readable.from([]);
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(new BodyTooLarge(limit));
      else done(null, chunk);
    },
    flush(done) {
      done(expected !== null && size < expected ? new BodyIncomplete() : null);
    },
  });
  const source = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  source.on('error', (error) => counter.destroy(error));
  counter.on('close', () => source.destroy());
  return source.pipe(counter);
}

export async function limitedText(response: Response, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of limitedStream(response, limit)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
