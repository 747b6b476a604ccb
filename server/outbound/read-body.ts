import { invalid } from '../api/errors';
import type { MailWorkerPool } from '../mail/types';

export interface Body {
  text: string;
  html: string | null;
}

/** What somebody wrote, cleaned: rich text is sanitised, and without a plain form of its own it gets one. */
export function createReadBody(pool: MailWorkerPool) {
  return async function readBody(input: { text?: string; html?: string }, files: number): Promise<Body> {
    if (!input.html?.trim()) {
      const text = (input.text ?? '').replaceAll('\u0000', '');
      if (!text.trim() && files === 0) throw invalid('empty-message', 'Write something first.');
      return { text, html: null };
    }
    const clean = await pool.sanitise(input.html);
    if (!clean) throw invalid('text-too-complex', 'This text cannot be used as it is. Paste it without formatting.');
    const text = (input.text?.trim() ? input.text : clean.text).replaceAll('\u0000', '');
    if (!text.trim() && files === 0) throw invalid('empty-message', 'Write something first.');
    return { text, html: clean.html };
  };
}
