import type { ParseOutcome } from '../types';
import type { CleanSignature, PictureSizes } from '../../signatures/clean-signature';
import type { SignatureContent, SignedMail, SignRequest } from '../../signatures/sign-mail';
import type { ParseRequest } from './parse-mail';

export type WorkerRequest = { id: number } & (
  | { kind: 'parse'; request: ParseRequest }
  | { kind: 'sign'; request: SignRequest }
  | { kind: 'fill-signature'; signature: SignatureContent }
  | { kind: 'clean-signature'; html: string; sizes: PictureSizes }
);

/** `failed`: something is wrong with this host; `code` is the operating system's (ENOENT, ENOSPC, …). */
export type WorkerAnswer =
  | { id: number; kind: 'parsed'; outcome: ParseOutcome }
  | { id: number; kind: 'signed'; result: SignedMail | null }
  | { id: number; kind: 'signature-filled'; result: { html: string; text: string } | null }
  | { id: number; kind: 'signature-cleaned'; result: CleanSignature | null }
  | { id: number; kind: 'failed'; code: string | null; message: string };

/** The first message of a worker, once its modules are loaded. */
export interface WorkerReady {
  kind: 'ready';
}
