import { Transform, pipeline, type Readable } from 'node:stream';

/**
 * Hands a mail on and knows whether all of it was handed on. A file that ends early must not go out as a whole mail, so
 * a wrong size is an error, and the connection closes without the final dot.
 */
export interface WholeMail {
  readonly stream: Readable;
  /** From here on the server may have the whole mail. */
  readonly handedOver: boolean;
}

export function wholeMail(raw: Readable, size: number): WholeMail {
  let seen = 0;
  let handedOver = false;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > size ? wrongSize(seen, size) : null, chunk);
    },
    flush(done) {
      if (seen !== size) return done(wrongSize(seen, size));
      handedOver = true;
      return done();
    },
  });
  // Destroying one end closes the other; the outcome is told by the stream's own `error`, which the sender listens to.
  pipeline(raw, stream, () => undefined);
  return {
    stream,
    get handedOver() {
      return handedOver;
    },
  };
}

const wrongSize = (seen: number, size: number) => new Error(`the stored mail has ${seen} bytes where ${size} were expected`);
