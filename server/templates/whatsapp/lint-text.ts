import { isTemplateVariable } from '../variables';
import { finding, type LintFinding, type LintRule, type LintedText } from './lint-finding';
import { toParameterText } from './parameters';

interface Place {
  start: number;
  end: number;
  /** Null: what stands between the braces is no variable. */
  name: string | null;
}

const BRACES = /\{\{([^{}]*)\}\}/g;
const VARIABLE = /^\s*([a-z0-9_]+)\s*(?:\|\s*"[^"]*"\s*)?$/;

export const placesIn = (text: string): Place[] =>
  [...text.matchAll(BRACES)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: VARIABLE.exec(match[1] ?? '')?.[1] ?? null,
  }));

/** As Meta counts it: a fall-back stays here. */
export const lengthAtMeta = (text: string): number => toParameterText(text).text.length;

/** Of the signs of rights, those that are drawn as a picture alone. Flags are two letters of their own. */
const EMOJI = /(?![©®™](?!\uFE0F))\p{Extended_Pictographic}|\p{RI}{2}/gu;
export const hasEmoji = (text: string): boolean => text.search(EMOJI) !== -1;

/** Braces that are not a pair of two, and names that mean nothing. */
export function lintBraces(linted: LintedText): LintFinding[] {
  const { text } = linted;
  const places = placesIn(text);
  const unknown = places
    .filter(({ name }) => name === null || !isTemplateVariable(name))
    .map((place) => finding(linted, 'unknown-variable', place));
  const rest = text.replace(BRACES, (place) => ' '.repeat(place.length));
  const odd = [...rest.matchAll(/[{}]+/g)].map(({ index, 0: braces }) =>
    finding(linted, 'mixed-braces', { start: index, end: index + braces.length })
  );
  return [...unknown, ...odd];
}

/** At the same offsets, without the inside of variables: their fall-backs are not Meta's concern. */
const wordsOf = (text: string): string => text.replace(BRACES, (place) => '}'.repeat(place.length));

export const each = (linted: LintedText, rule: LintRule, pattern: RegExp): LintFinding[] =>
  [...wordsOf(linted.text).matchAll(pattern)].map(({ index, 0: found }) =>
    finding(linted, rule, { start: index, end: index + found.length })
  );

export function lintLength(linted: LintedText, limit: number): LintFinding[] {
  const length = lengthAtMeta(linted.text);
  return length > limit ? [finding(linted, 'too-long', null, { limit, length })] : [];
}

const BODY_LIMIT = 1024;
const MOST_EMOJIS = 10;

/**
 * Meta: message templates, "Template components", and its review's reasons for a rejection: 2388299 (a variable at the start
 * or the end), 2388293 (too many variables for the words there are).
 */
export function lintBody(text: string): LintFinding[] {
  const linted: LintedText = { text, part: 'body' };
  if (text.trim() === '') return [finding(linted, 'empty')];
  const places = placesIn(text).filter(({ name }) => name !== null);
  const found = [...lintLength(linted, BODY_LIMIT), ...lintBraces(linted)];
  const [first] = places;
  const last = places.at(-1);
  if (first && text.slice(0, first.start).trim() === '') found.push(finding(linted, 'variable-at-start', first));
  if (last && text.slice(last.end).trim() === '') found.push(finding(linted, 'variable-at-end', last));
  places.forEach((place, index) => {
    const next = places[index + 1];
    if (next && text.slice(place.end, next.start).trim() === '')
      found.push(finding(linted, 'adjacent-variables', { start: place.start, end: next.end }));
  });
  const words = text.replace(BRACES, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const needed = 2 * places.length + 1;
  if (places.length > 0 && words < needed)
    found.push(finding(linted, 'too-few-words', null, { variables: places.length, words, needed }));
  found.push(...each(linted, 'spaces', / {5,}|\t+/g), ...each(linted, 'blank-lines', /(?:\r\n|\r(?!\n)|\n){3,}/g));
  const emojis = wordsOf(text).match(EMOJI)?.length ?? 0;
  if (emojis > MOST_EMOJIS) found.push(finding(linted, 'too-many-emojis', null, { limit: MOST_EMOJIS }));
  return [
    ...found,
    ...each(linted, 'whatsapp-link', /(?<![\w.@-])(?:https?:\/\/)?(?:www\.)?(?:wa\.me|api\.whatsapp\.com)\/\S*/gi),
  ];
}

const LINE_LIMIT = 60;

/** Of text alone, on one line, with one variable at most. Meta: message templates, "Text header". */
export function lintHeader(text: string): LintFinding[] {
  const linted: LintedText = { text, part: 'header' };
  if (text.trim() === '') return [finding(linted, 'empty')];
  const places = placesIn(text).filter(({ name }) => name !== null);
  const found = [...lintLength(linted, LINE_LIMIT), ...lintBraces(linted)];
  const [, second] = places;
  if (second) found.push(finding(linted, 'too-many-variables', second, { limit: 1 }));
  return [
    ...found,
    ...each(linted, 'formatting', /```|[*~]|(?<![\p{L}\p{N}{])_|_(?![\p{L}\p{N}}])/gu),
    ...each(linted, 'line-break', /[\r\n]+/g),
    ...each(linted, 'emoji', EMOJI),
  ];
}

/** Meta: message templates, "Footer": words alone. */
export function lintFooter(text: string): LintFinding[] {
  const linted: LintedText = { text, part: 'footer' };
  if (text === '') return [];
  return [
    ...lintLength(linted, LINE_LIMIT),
    ...placesIn(text).map((place) => finding(linted, 'variable-not-allowed', place)),
    ...lintBraces(linted).filter(({ rule }) => rule === 'mixed-braces'),
    ...each(linted, 'line-break', /[\r\n]+/g),
    ...each(linted, 'emoji', EMOJI),
  ];
}
