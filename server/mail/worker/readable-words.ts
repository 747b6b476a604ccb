import { isOursToDecode } from '../charset';
import { decodeEncodedWords } from '../encoded-words';

const WORD = /=\?([^?*\s]{1,60})(?:\*[^?\s]{0,40})?\?[bq]\?[^?\r\n]{0,2000}\?=/gi;

/**
 * Encoded words of a header (RFC 2047) in charsets that mailparser cannot read, written again in UTF-8. They stay encoded
 * words: what is in them must not become an address or a second header.
 */
export function readableWords(line: string): string {
  if (!line.includes('=?')) return line;
  return line.replace(WORD, (word, label: string) =>
    !isOursToDecode(label) ? word : `=?utf-8?B?${Buffer.from(decodeEncodedWords(word)).toString('base64')}?=`
  );
}
