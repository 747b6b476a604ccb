import { describe, expect, it } from 'vitest';
import { snoozeUntil, toLocalInput } from '../../../admin/inbox/conversation/snooze-times';

const at = (text: string) => new Date(text);

describe('times to put a conversation off until', () => {
  it.each([
    ['later', '2026-11-23T10:15', '2026-11-23T13:15'],
    ['later', '2026-11-23T23:30', '2026-11-24T02:30'],
    ['tomorrow', '2026-11-23T23:59', '2026-11-24T09:00'],
    ['tomorrow', '2026-12-31T08:00', '2027-01-01T09:00'],
    ['next-week', '2026-11-22T12:00', '2026-11-23T09:00'],
    ['next-week', '2026-11-23T08:00', '2026-11-30T09:00'],
    ['next-week', '2026-11-27T18:00', '2026-11-30T09:00'],
  ] as const)('%s at %s is %s', (snooze, now, expected) => {
    expect(toLocalInput(snoozeUntil(snooze, at(now)))).toBe(expected);
  });
});
