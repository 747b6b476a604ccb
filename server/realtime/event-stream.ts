import { PassThrough } from 'node:stream';
import type { StreamEnd, StreamEvent } from '../api/contracts/realtime';

/** A page that reads nothing any more; the operating system and Koa hold more before this begins to fill. */
const MOST_UNREAD_BYTES = 256 * 1024;

/**
 * The body of an answer of type `text/event-stream` (HTML Standard section 9.2.5). JSON has no line breaks, so each event
 * is one line of data. `send` answers false once the reader has fallen too far behind.
 */
export function createEventStream() {
  const body = new PassThrough();
  const write = (event: StreamEvent) =>
    void (body.writableEnded || body.destroyed
      ? undefined
      : body.write(`event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`));
  return {
    body,
    send(event: StreamEvent): boolean {
      write(event);
      return body.readableLength + body.writableLength <= MOST_UNREAD_BYTES;
    },
    close(reason: StreamEnd): void {
      write({ name: 'end', data: { reason } });
      body.end();
    },
  };
}
