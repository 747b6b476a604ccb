import { invalid } from '../api/errors';
import type { MailWorkerPool } from '../mail/types';
import type { SignatureToWrite, SignedMail } from '../signatures/sign-mail';
import type { Surroundings } from './answered-mail';

export interface Body {
  text: string;
  /** Without signature and quotation. */
  written: string;
  html: string | null;
  /** Uploads that stand in it as pictures. */
  uploads: string[];
}

interface Written {
  text?: string;
  html?: string;
}

/** What somebody wrote, cleaned: rich text is sanitised, and without a plain form of its own it gets one. */
export function createReadBody(pool: MailWorkerPool) {
  return {
    async note(input: Written, files: number, { pictureDomain, language }: Surroundings = {}): Promise<Body> {
      if (!input.html?.trim()) return plain(input, files);
      const text = givenText(input);
      const clean = await pool.sign({ html: input.html, text, signature: null, quote: null, pictureDomain, language });
      return bodyOf(clean, files);
    },

    /** Rich text is signed without a signature too: it may bring one along that was there before. */
    async mail(
      input: Written,
      files: number,
      signature: SignatureToWrite | null,
      surroundings: Surroundings = {}
    ): Promise<Body> {
      const html = input.html?.trim() ? input.html : null;
      if (html === null && !signature && !surroundings.quote) return plain(input, files);
      const given = givenText(input);
      const request = { html, text: html === null ? (given ?? '') : given, signature, ...surroundings };
      const { quote } = surroundings;
      const signed =
        (await pool.sign(request)) ??
        // What is quoted can be what the limits have no room for; as text it is small.
        (quote?.html ? await pool.sign({ ...request, quote: { ...quote, html: null } }) : null);
      return bodyOf(signed, files);
    },
  };
}

function plain(input: Written, files: number): Body {
  const text = (input.text ?? '').replaceAll('\u0000', '');
  refuseEmpty(text, files);
  return { text, written: text, html: null, uploads: [] };
}

const givenText = ({ text }: Written): string | null => (text?.trim() ? text.replaceAll('\u0000', '') : null);

function bodyOf(signed: SignedMail | null, files: number): Body {
  if (!signed) throw tooComplex();
  const { text, written, html, uploads } = signed;
  refuseEmpty(written, files + uploads.length);
  return { text, written, html, uploads };
}

function refuseEmpty(text: string, files: number): void {
  if (!text.trim() && files === 0) throw invalid('empty-message', 'Write something first.');
}

const tooComplex = () => invalid('text-too-complex', 'This text cannot be used as it is. Paste it without formatting.');
