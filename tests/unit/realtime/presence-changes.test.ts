import { describe, expect, it } from 'vitest';
import type { Present } from '../../../server/realtime/presence';
import { presenceChanges, presenceFor } from '../../../server/realtime/presence-changes';

const at = (id: number, conversationId: string, accountId = 'mine', typing = false): Present => ({
  id,
  name: `Person ${id}`,
  typing,
  conversationId,
  accountId,
});
const shown = (id: number, typing = false) => ({ id, name: `Person ${id}`, typing });

describe('who is in which conversation', () => {
  it('is told of one’s own accounts, and not of oneself', () => {
    const present = [at(1, 'a'), at(2, 'a'), at(3, 'b', 'theirs'), at(2, 'c', 'mine', true)];
    expect(presenceFor(present, 1, new Set(['mine']))).toEqual({ a: [shown(2)], c: [shown(2, true)] });
    expect(presenceFor(present, 1, new Set())).toEqual({});
  });

  it('is told where it changed', () => {
    const before = { a: [shown(2)], b: [shown(3)], c: [shown(4)] };
    expect(presenceChanges(before, before)).toBeNull();
    expect(presenceChanges(before, { a: [shown(2, true)], b: [shown(3)] })).toEqual({ a: [shown(2, true)], c: [] });
    expect(presenceChanges({}, { a: [shown(2)] })).toEqual({ a: [shown(2)] });
    expect(presenceChanges(before, {})).toEqual({ a: [], b: [], c: [] });
  });
});
