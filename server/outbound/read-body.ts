import { invalid } from '../api/errors';
import type { MailWorkerPool } from '../mail/types';
import type { SignatureToWrite } from '../signatures/sign-mail';

export interface Body {
  text: string;
  /** Without the signature. */
  written: string;
  html: string | null;
}

interface Written {
  text?: string;
  html?: string;
}

/** What somebody wrote, cleaned: rich text is sanitised, and without a plain form of its own it gets one. */
export function createReadBody(pool: MailWorkerPool) {
  return {
    async note(input: Written, files: number): Promise<Body> {
      if (!input.html?.trim()) return plain(input, files);
      const clean = await pool.sanitise(input.html);
      if (!clean) throw tooComplex();
      const text = (input.text?.trim() ? input.text : clean.text).replaceAll('\u0000', '');
      refuseEmpty(text, files);
      return { text, written: text, html: clean.html };
    },

    /** Rich text is signed without a signature too: it may bring one along that was there before. */
    async mail(input: Written, files: number, signature: SignatureToWrite | null): Promise<Body> {
      const html = input.html?.trim() ? input.html : null;
      if (html === null && !signature) return plain(input, files);
      const given = input.text?.trim() ? input.text.replaceAll('\u0000', '') : null;
      const signed = await pool.sign({ html, text: html === null ? (given ?? '') : given, signature });
      if (!signed) throw tooComplex();
      refuseEmpty(signed.written, files);
      return { text: signed.text, written: signed.written, html: signed.html };
    },
  };
}

function plain(input: Written, files: number): Body {
  const text = (input.text ?? '').replaceAll('\u0000', '');
  refuseEmpty(text, files);
  return { text, written: text, html: null };
}

function refuseEmpty(text: string, files: number): void {
  if (!text.trim() && files === 0) throw invalid('empty-message', 'Write something first.');
}

const tooComplex = () => invalid('text-too-complex', 'This text cannot be used as it is. Paste it without formatting.');
