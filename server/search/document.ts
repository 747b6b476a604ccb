import { createHash } from 'node:crypto';
import { wordsOf } from './words';

/** Bumped when the same rows would be put into the search in another way: everything is then put in again. */
export const VERSION = 1;

/** A conversation is in the search in pieces of so many entries: a new one puts only the last piece in again. */
export const PIECE = 40;
const MAX_TEXT = 50_000;

export interface Head {
  subject: string;
  contactName: string;
  contactAddress: string;
  customerName: string;
  /** Addresses and numbers of the contact. */
  identities: string[];
}
export interface Entry {
  subject: string;
  text: string;
  /** Names and addresses in it. */
  people: string[];
  files: string[];
}

/** What is searched in besides messages, as words. */
export function headWords(head: Head): string {
  const { subject, contactName, contactAddress, customerName, identities } = head;
  const plain = [subject, contactName, contactAddress, customerName, ...identities].flatMap(wordsOf);
  const numbers = [contactAddress, ...identities].flatMap(endsOfNumber);
  return [...new Set(numbers)].concat(plain).join(' ');
}

export const headMark = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);

export const pieceWords = (head: string, entries: Entry[]): string =>
  [head, ...entries.map(entryWords)].filter((words) => words !== '').join(' ');

const entryWords = ({ subject, text, people, files }: Entry): string =>
  [subject, text.slice(0, MAX_TEXT), ...people, ...files].flatMap(wordsOf).join(' ');

/** A number is known with or without its country and its area: every end of at least six digits. */
function endsOfNumber(value: string): string[] {
  const digits = value.replace(/^.*\|/, '').replace(/[\s().+-]/g, '');
  if (!/^\d{7,20}$/.test(digits)) return [];
  return Array.from({ length: digits.length - 5 }, (_, index) => digits.slice(index));
}
