import type { PersonDto } from '../../../server/api/contracts/inbox';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Those whose name stands in the text behind an `@`. The text is all there is, so a draft keeps its mentions by itself. */
export function mentionsIn(text: string, people: readonly PersonDto[]): number[] {
  const words = text.replace(/\s+/g, ' ');
  return people
    .filter(({ name }) => new RegExp(`(?<![\\p{L}\\p{N}])@${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(words))
    .map(({ id }) => id);
}
