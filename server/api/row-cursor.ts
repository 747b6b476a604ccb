import { MAX_INTEGER } from './contracts/common';
import { invalid } from './errors';

export const badCursor = () =>
  invalid('bad-cursor', 'This cursor does not come from a list of ours. Start again without it.');

/** Could a row have this number? Asked for another one, PostgreSQL fails the statement. */
export const isRowNumber = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= MAX_INTEGER;

/** The position in a list that is ordered by the number of its rows. */
export function readPosition(cursor: string): number {
  const position = /^\d+$/.test(cursor) ? Number(cursor) : NaN;
  if (!isRowNumber(position)) throw badCursor();
  return position;
}
