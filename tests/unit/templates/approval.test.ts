import { describe, expect, it } from 'vitest';
import { editableAgainAt } from '../../../server/templates/approval/edit-limits';
import { joinStates, stateOf } from '../../../server/templates/approval/states';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23);

describe('states of templates', () => {
  it.each([
    ['APPROVED', 'approved'],
    ['PENDING', 'pending'],
    ['IN_APPEAL', 'in_appeal'],
    ['REINSTATED', 'approved'],
    ['UNLOCKED', 'approved'],
    ['FLAGGED', null],
    ['SOMETHING_NEW', 'unknown'],
    // Ours alone.
    ['DRAFT', 'unknown'],
    ['SUBMITTING', 'unknown'],
  ])('%s is %s', (word, state) => expect(stateOf(word)).toBe(state));

  it('are the worst of several, and a draft of none', () => {
    expect(joinStates(['approved', 'rejected', 'pending'])).toBe('rejected');
    expect(joinStates(['approved', 'pending'])).toBe('pending');
    expect(joinStates([])).toBe('draft');
  });
});

describe('edits of an approved template', () => {
  it.each([
    ['none yet', [], null],
    ['one an hour ago', [NOW - HOUR], NOW - HOUR + DAY],
    ['one a day ago', [NOW - DAY], null],
    ['ten in a month', Array.from({ length: 10 }, (_, index) => NOW - (index + 2) * DAY), NOW - 11 * DAY + 30 * DAY],
    ['nine in a month', Array.from({ length: 9 }, (_, index) => NOW - (index + 2) * DAY), null],
    ['ten, the first of them long ago', Array.from({ length: 10 }, (_, index) => NOW - (index * 3 + 4) * DAY), null],
  ])('%s', (_what, edits, at) => expect(editableAgainAt(edits, NOW)).toBe(at));
});
