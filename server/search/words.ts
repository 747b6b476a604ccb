/** Words as the search knows them: letters and digits, without case and accents. The same rule for texts and questions. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

export const foldWord = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export const wordsOf = (text: string): string[] => (text.match(WORD) ?? []).map(foldWord).filter((word) => word !== '');

export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

export function* placedWords(text: string): Generator<PlacedWord> {
  for (const match of text.matchAll(WORD))
    yield { word: foldWord(match[0]), start: match.index, end: match.index + match[0].length };
}

/** Words that follow each other. `open`: the last one may go on. */
export interface Phrase {
  words: string[];
  open: boolean;
}
/** All terms have to be found, each in one of its ways. */
export type Term = Phrase[];

const MAX_TERMS = 12;
const MIN_OPEN = 3;
const NUMBER = /^[+(]?\d[\d\s().+-]{5,}$/;

/**
 * What somebody asks for: each word may go on (`presup` finds `presupuesto`), what stands in quotation marks is meant as it
 * stands, what hangs together by marks (an address, the number of a quote) has to do so in the text. A telephone number
 * is one word, however it is grouped.
 */
export function readQuestion(asked: string): Term[] {
  const text = asked.trim();
  if (NUMBER.test(text)) {
    const digits = text.replace(/\D/g, '').replace(/^00/, '');
    const grouped: Phrase[] = [{ words: wordsOf(text), open: true }];
    return [
      wordsOf(text).length > 1 ? [{ words: [digits], open: true }, ...grouped] : [{ words: [digits], open: true }],
    ];
  }
  const runs = [...text.matchAll(/"([^"]+)"|(\S+)/g)];
  return runs
    .map(([, quoted, run], index): Term => {
      const words = wordsOf(quoted ?? run ?? '');
      const last = words.at(-1) ?? '';
      const open = quoted === undefined && (last.length >= MIN_OPEN || index === runs.length - 1);
      return [{ words, open }];
    })
    .filter(([phrase]) => phrase !== undefined && phrase.words.length > 0)
    .slice(0, MAX_TERMS);
}
