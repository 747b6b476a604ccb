import { describe, expect, it } from 'vitest';
import type { BulkChange, BulkResultDto } from '../../../server/api/contracts/bulk';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import type { Listing } from '../../../admin/api/envelope';
import { findAll, runBulk, type Progress } from '../../../admin/inbox/list/selection/run-bulk';
import { NOTHING, toggle } from '../../../admin/inbox/list/selection/selection';

const ORDER = ['a', 'b', 'c', 'd', 'e'];

describe('what is chosen in a list', () => {
  it('is one row more or less', () => {
    const one = toggle(NOTHING, 'b', ORDER, false);
    expect([...one.ids]).toEqual(['b']);
    expect([...toggle(one, 'b', ORDER, false).ids]).toEqual([]);
  });

  it('is a range from the last one, in either direction, besides what was chosen', () => {
    const begun = toggle(toggle(NOTHING, 'a', ORDER, false), 'd', ORDER, false);
    const range = toggle(begun, 'b', ORDER, true);
    expect([...range.ids].sort()).toEqual(['a', 'b', 'c', 'd']);
    // The range begins where it began.
    expect([...toggle(range, 'e', ORDER, true).ids].sort()).toEqual(ORDER);
  });

  it('is one row where the beginning of the range is not in the list any more', () => {
    const gone = { ids: new Set(['x']), all: false, anchor: 'x' };
    expect([...toggle(gone, 'c', ORDER, true).ids]).toEqual(['x', 'c']);
  });
});

describe('one change to many', () => {
  const ids = Array.from({ length: 250 }, (_none, index) => `id${index}`);
  function ways(answer: (input: BulkChange, portion: number) => BulkResultDto | null) {
    const told: Progress[] = [];
    const portions: number[] = [];
    let stopped = false;
    return {
      told,
      portions,
      stop: () => {
        stopped = true;
      },
      change: (input: BulkChange) => {
        portions.push(input.ids.length);
        return Promise.resolve(answer(input, portions.length));
      },
      page: (cursor: string | null): Promise<Listing<ConversationDto> | null> => {
        const from = Number(cursor ?? 0);
        const items = ids.slice(from, from + 100).map((id) => ({ id }) as ConversationDto);
        return Promise.resolve({ items, nextCursor: from + 100 < ids.length ? String(from + 100) : null });
      },
      tell: (progress: Progress) => void told.push(progress),
      isStopped: () => stopped,
    };
  }
  const done = ({ ids: changed }: BulkChange): BulkResultDto => ({ done: changed, failed: [] });

  it('finds all before it changes any, and goes by portions', async () => {
    const each = ways(done);
    const found = await findAll(each);
    expect(found).toEqual(ids);
    const end = await runBulk(found ?? [], { status: 'closed' }, each);
    expect(each.portions).toEqual([100, 100, 50]);
    expect(end).toEqual({ done: 250, total: 250, failed: [] });
    expect(each.told.at(-1)).toEqual(end);
  });

  it('goes on after what could not be changed, and names it', async () => {
    const failed = { id: 'id7', code: 'not-found', message: '' };
    const each = ways((input, portion) =>
      portion === 1 ? { done: input.ids.filter((id) => id !== 'id7'), failed: [failed] } : done(input)
    );
    expect(await runBulk(ids, { read: true }, each)).toEqual({ done: 249, total: 250, failed: [failed] });
  });

  it('stops when it is told to, and where the server does not answer', async () => {
    const stopping = ways((input) => {
      stopping.stop();
      return done(input);
    });
    expect(await runBulk(ids, { read: true }, stopping)).toMatchObject({ done: 100 });
    const lost = ways((input, portion) => (portion === 2 ? null : done(input)));
    const end = await runBulk(ids, { read: true }, lost);
    expect([end.done, end.failed.length, end.failed[0]?.code]).toEqual([100, 100, 'no-answer']);
    expect(lost.portions).toHaveLength(2);
  });
});
