import type { MarkedText } from '../api/contracts/inbox';
import { placedWords, type PlacedWord, type Term } from './words';

const BEFORE = 50;
const AFTER = 140;

/** How many of the terms have a word of theirs in the text. Which ones, by their place in the question. */
export function termsIn(terms: Term[], text: string): Set<number> {
  const found = new Set<number>();
  for (const { word } of placedWords(text)) {
    terms.forEach((ways, index) => {
      if (!found.has(index) && isOf(ways, word)) found.add(index);
    });
    if (found.size === terms.length) break;
  }
  return found;
}

/** A piece of the text around the first words that were searched for, cut between words; null where there are none. */
export function excerptOf(terms: Term[], text: string): MarkedText[] | null {
  const marks: PlacedWord[] = [];
  for (const placed of placedWords(text)) {
    const first = marks[0];
    if (first && placed.start > first.start + AFTER) break;
    if (terms.some((ways) => isOf(ways, placed.word))) marks.push(placed);
  }
  const [first] = marks;
  if (!first) return null;
  const start = first.start <= BEFORE ? 0 : afterSpace(text, first.start - BEFORE, first.start);
  const end = Math.min(text.length, first.start + AFTER);
  const pieces: MarkedText[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    const piece = text.slice(from, to).replace(/\s+/g, ' ');
    if (piece !== '') pieces.push({ text: piece, marked });
  };
  let at = start;
  for (const mark of marks) {
    add(at, mark.start, false);
    add(mark.start, mark.end, true);
    at = mark.end;
  }
  add(at, Math.max(at, end), false);
  if (start > 0) pieces.unshift({ text: '…', marked: false });
  if (end < text.length) pieces.push({ text: '…', marked: false });
  return pieces;
}

const isOf = (ways: Term, word: string): boolean =>
  ways.some(({ words, open }) =>
    words.some((wanted, index) => (open && index === words.length - 1 ? word.startsWith(wanted) : word === wanted))
  );

function afterSpace(text: string, from: number, until: number): number {
  const space = text.slice(from, until).search(/\s/);
  return space === -1 ? from : from + space + 1;
}
