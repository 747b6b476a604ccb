import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as win from '../../../server/whatsapp/window';

const NOW = 1_750_000_000_000;
const hours = (count: number) => count * 3_600_000;
const fact = (more: Partial<win.InboundFact> = {}): win.InboundFact => ({
  kind: 'message',
  content: 'text',
  groupId: null,
  at: NOW,
  ...more,
});

describe('what opens the window', () => {
  it.each(['text', 'media', 'location', 'contacts', 'reply', 'order', 'welcome-request', 'call'])(
    '%s does',
    (content) => {
      expect(win.opensWindowAt(fact({ content }), NOW)).toBe(NOW);
    }
  );

  it.each(['reaction', 'system', 'edit', 'revoke', 'unsupported'])('%s does not', (content) => {
    expect(win.opensWindowAt(fact({ content }), NOW)).toBeNull();
  });

  it('echoes, history and groups do not', () => {
    const others = [fact({ kind: 'echo' }), fact({ kind: 'history-message' }), fact({ groupId: 'g' })];
    expect(others.map((other) => win.opensWindowAt(other, NOW))).toEqual([null, null, null]);
  });

  it('is timed by the provider: a message that comes a day late opens nothing', () => {
    const openedAt = win.opensWindowAt(fact({ at: NOW - hours(25) }), NOW);
    expect(win.windowState(win.extendWindow(null, openedAt), NOW)).toMatchObject({ state: 'closed' });
  });

  it('is our time where there is none, or one that lies in the future', () => {
    expect(win.opensWindowAt(fact({ at: null }), NOW)).toBe(NOW);
    expect(win.opensWindowAt(fact({ at: NOW + hours(48) }), NOW)).toBe(NOW);
    expect(win.opensWindowAt(fact({ at: NOW + 60_000 }), NOW)).toBe(NOW + 60_000);
  });
});

describe('the window', () => {
  it('lasts from the latest message, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: NOW }), { minLength: 1, maxLength: 6 }), (times) => {
        const folded = times.reduce<number | null>((expires, at) => win.extendWindow(expires, at), null);
        expect(folded).toBe(Math.max(...times) + hours(24));
      })
    );
    expect(win.extendWindow(NOW, null)).toBe(NOW);
  });

  it('is open, closing and closed at its limits', () => {
    const state = (left: number) => win.windowState(NOW + left, NOW).state;
    expect([hours(4), hours(4) - 1, 1, 0, -1].map(state)).toEqual(['open', 'closing', 'closing', 'closed', 'closed']);
    expect(win.windowState(null, NOW)).toEqual({ state: 'never-opened', expiresAt: null, remainingMs: 0 });
    expect(win.windowState(NOW + 5, NOW).remainingMs).toBe(5);
  });

  it('is asked again when the message leaves, with a margin', () => {
    expect(win.maySendFreely(NOW + 30_001, NOW)).toBe(true);
    expect(win.maySendFreely(NOW + 30_000, NOW)).toBe(false);
    expect(win.maySendFreely(null, NOW)).toBe(false);
  });

  it('is tried once more when Meta says closed and our clock says wide open', () => {
    expect(win.retryAfterClosed(NOW + hours(1), NOW, 1)).toBe(true);
    expect(win.retryAfterClosed(NOW + hours(1), NOW, 2)).toBe(false);
    expect(win.retryAfterClosed(NOW + 600_000, NOW, 1)).toBe(false);
  });
});

describe('the free entry point', () => {
  it('begins with an answer within a day of the click, and lasts three', () => {
    expect(win.freeEntryPoint(NOW, NOW + hours(24))).toEqual({ openedAt: NOW + hours(24), expiresAt: NOW + hours(96) });
    expect(win.freeEntryPoint(NOW, NOW + hours(24) + 1)).toBeNull();
    expect(win.freeEntryPoint(NOW, null)).toBeNull();
    expect(win.freeEntryPoint(NOW, NOW - 1)).toBeNull();
  });

  it('does not widen the window', () => {
    expect(win.maySendFreely(win.extendWindow(null, NOW), NOW + hours(25))).toBe(false);
  });
});
