import { describe, expect, it } from 'vitest';
import { importedStatus } from '../../../server/inbound/imported-status';
import { placeInTime } from '../../../server/inbound/order';

describe('the place of a mail in its conversation', () => {
  it('is when the server received it', () => {
    expect(placeInTime(5_000, undefined)).toBe(5_000);
    expect(placeInTime(5_000, 4_000)).toBe(5_000);
  });
  it('is after the mail that it answers, where only the clocks disagree', () => {
    expect(placeInTime(5_000, 5_437)).toBe(5_438);
    expect(placeInTime(5_000, 5_000)).toBe(5_001);
  });
  it('is not bent by a date that somebody made up', () => {
    expect(placeInTime(0, 1_800_000_000_000)).toBe(0);
  });
});

describe('the state of a conversation that the first import brings', () => {
  const now = 1_800_000_000_000;
  it('is open where the customer wrote last and not long ago, else closed', () => {
    expect(importedStatus('inbound', now - 86_400_000, now)).toBe('open');
    expect(importedStatus('inbound', now - 30 * 86_400_000, now)).toBe('closed');
    expect(importedStatus('outbound', now - 1, now)).toBe('closed');
  });
});
