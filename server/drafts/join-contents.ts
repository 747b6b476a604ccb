import { DRAFT_LIMITS, type DraftContent } from '../api/contracts/drafts';

/**
 * Two unfinished answers of a person become one when their conversations do: the older text first, all files. What is too
 * long to be a draft loses the end of the older text and never anything of the newer one, since nobody could open it whole.
 */
export const joinContents = (older: DraftContent, newer: DraftContent): DraftContent => ({
  ...newer,
  html: joinHtml(older, newer),
  text: joinText(older.text, newer.text),
  attachmentIds: [...new Set([...newer.attachmentIds, ...older.attachmentIds])].slice(0, DRAFT_LIMITS.files),
});

function joinText(older: string, newer: string): string {
  const room = DRAFT_LIMITS.text - newer.length - 1;
  return [cutAt(older, room), newer].filter(Boolean).join('\n');
}

function joinHtml(older: DraftContent, newer: DraftContent): string {
  const whole = [older.html, newer.html].filter(Boolean).join('<br>');
  if (whole.length <= DRAFT_LIMITS.html) return whole;
  // Formatting cannot be cut anywhere, words can.
  const words = asHtml(older.text, DRAFT_LIMITS.html - newer.html.length - '<br>'.length);
  return [words, newer.html].filter(Boolean).join('<br>');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

function asHtml(text: string, room: number): string {
  const pieces: string[] = [];
  let left = room;
  for (const character of text) {
    const piece = ESCAPES[character] ?? character;
    left -= piece.length;
    if (left < 0) break;
    pieces.push(piece);
  }
  return pieces.join('');
}

/** Not between the two halves of a character. */
function cutAt(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, Math.max(room, 0));
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
