import { MAX_SET_LENGTH } from './limits';

/** UIDs as IMAP sets (RFC 3501 section 9, `1:5,9`), cut where a command line would become too long for some servers. */
export function uidSets(uids: readonly number[], maxLength = MAX_SET_LENGTH): string[] {
  const sets: string[] = [];
  let set = '';
  for (const range of ranges([...new Set(uids)].sort((a, b) => a - b))) {
    if (set !== '' && set.length + 1 + range.length > maxLength) {
      sets.push(set);
      set = '';
    }
    set = set === '' ? range : `${set},${range}`;
  }
  if (set !== '') sets.push(set);
  return sets;
}

function* ranges(ascending: number[]): Generator<string> {
  let index = 0;
  while (index < ascending.length) {
    const first = ascending[index] as number;
    let last = first;
    while (ascending[index + 1] === last + 1) {
      index += 1;
      last += 1;
    }
    index += 1;
    yield first === last ? String(first) : `${first}:${last}`;
  }
}
