import { TAG_PALETTE } from './palette';

/** The colour of a tag that was created without one: the same name gets the same colour everywhere. */
export function colorOfName(foldedName: string): string {
  let sum = 0;
  for (const char of foldedName) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return (TAG_PALETTE[sum % TAG_PALETTE.length] ?? TAG_PALETTE[0]).value;
}
