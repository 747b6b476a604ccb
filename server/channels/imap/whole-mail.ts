import { Readable } from 'node:stream';

/**
 * Hands a mail on and knows whether all of it was handed on. A file that ends early must not go out as a whole mail, so
 * a wrong size is an error, and the connection closes without the final dot.
 */
export interface WholeMail {
  /** Reads nothing before it is read from: nodemailer does that once the server has answered DATA. */
  readonly stream: Readable;
  /** From here on the server may have the whole mail. */
  readonly handedOver: boolean;
}

const PIECE = 64 * 1024;

export function wholeMail(raw: Readable, size: number): WholeMail {
  let handedOver = false;
  async function* checked(): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const chunk of raw as AsyncIterable<Buffer>) {
      seen += chunk.length;
      if (seen > size) break;
      // Small pieces: what waits in our own memory behind a slow server must not look handed over.
      for (let start = 0; start < chunk.length; start += PIECE) yield chunk.subarray(start, start + PIECE);
    }
    if (seen !== size) throw new Error(`the stored mail does not have the ${size} bytes it should have`);
    handedOver = true;
  }
  const stream = Readable.from(checked(), { objectMode: false });
  // A stream that was never read has not begun its generator, which would close the file.
  stream.once('close', () => raw.destroy());
  return {
    stream,
    get handedOver() {
      return handedOver;
    },
  };
}
