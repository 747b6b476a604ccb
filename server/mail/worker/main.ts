import { parentPort, type MessagePort } from 'node:worker_threads';
import { cleanSignature } from '../../signatures/clean-signature';
import { fillSignature, signMail } from '../../signatures/sign-mail';
import { assertInternals } from './guarded-parser';
import { parseMail } from './parse-mail';
import type { WorkerAnswer, WorkerReady, WorkerRequest } from './protocol';

/**
 * Answers requests strictly one after another: the pool must be able to tell which mail stopped a thread. Requests that
 * wait are in the port's queue, so the next one begins without a round trip.
 */
function serve(port: MessagePort): void {
  let previous: Promise<void> = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    previous = previous.then(async () => port.postMessage(await answer(request)));
  });
  port.postMessage({ kind: 'ready' } satisfies WorkerReady);
}

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  const { id } = request;
  try {
    if (request.kind === 'parse') return { id, kind: 'parsed', outcome: await parseMail(request.request) };
    if (request.kind === 'sign') return { id, kind: 'signed', result: signMail(request.request) };
    if (request.kind === 'fill-signature')
      return { id, kind: 'signature-filled', result: fillSignature(request.signature) };
    return { id, kind: 'signature-cleaned', result: cleanSignature(request.html, request.sizes) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    return { id, kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
  }
}

assertInternals();
if (!parentPort) throw new Error('the mail worker runs as a worker thread');
serve(parentPort);
