import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBell } from '../../server/channels/imap/bell';
import { chooseSent } from '../../server/channels/imap/folders';
import { planChunks } from '../../server/channels/imap/mail-heads';
import { dueScope } from '../../server/channels/imap/reconcile';
import { createSuspects } from '../../server/channels/imap/suspects';
import { uidSets } from '../../server/channels/imap/uid-set';

describe('the folder of sent mail', () => {
  type Folder = Parameters<typeof chooseSent>[0][number];
  const folder = (path: string, more: Partial<Folder> = {}): Folder => {
    const at = path.lastIndexOf('/');
    return { path, name: path.slice(at + 1), parentPath: at < 0 ? '' : path.slice(0, at), flags: new Set(), ...more };
  };
  const marked = { specialUse: '\\Sent', specialUseSource: 'extension' as const };

  it('is the one that the server marks, before any name', () => {
    expect(chooseSent([folder('INBOX'), folder('Sent'), folder('Out', marked)])).toBe('Out');
  });

  it.each([
    'Sent',
    'Sent Items',
    'SENT MESSAGES',
    'Enviados',
    'Elementos enviados',
    'INBOX/Enviados',
    'Éléments envoyés',
    'Gesendet',
  ])('is %s where nothing is marked', (path) =>
    expect(chooseSent([folder('INBOX'), folder('Drafts'), folder(path)])).toBe(path)
  );

  it('is found under its decomposed name too', () => {
    const path = 'Éléments envoyés'.normalize('NFD');
    expect(chooseSent([folder(path)])).toBe(path);
  });

  it('is no folder of somebody else, none that holds no mail, and none when there is none', () => {
    expect(chooseSent([folder('INBOX'), folder('Shared/Ana/Sent')])).toBeNull();
    expect(chooseSent([folder('Sent', { flags: new Set(['\\Noselect']) })])).toBeNull();
    expect(chooseSent([folder('INBOX')])).toBeNull();
  });
});

describe('UID sets', () => {
  const expand = (set: string) =>
    set.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split(':').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });

  it('name exactly the UIDs, each once, in lines that are short enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 400 }),
        fc.integer({ min: 20, max: 200 }),
        (uids, max) => {
          const sets = uidSets(uids, max);
          expect(sets.flatMap(expand)).toEqual([...new Set(uids)].sort((a, b) => a - b));
          for (const set of sets) expect(set.length).toBeLessThanOrEqual(max);
        }
      )
    );
  });

  it('name neighbours by their ends', () => expect(uidSets([5, 1, 2, 3, 9, 2])).toEqual(['1:3,5,9']));
});

describe('chunks', () => {
  const heads = (sizes: number[]) => sizes.map((size, index) => ({ uid: index + 1, size, receivedAt: 0 }));

  it('keep the order, leave nothing out, and stay within their limits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 200 }), (sizes) => {
        const chunks = planChunks(heads(sizes));
        expect(chunks.flat()).toEqual(heads(sizes));
        for (const chunk of chunks) {
          expect(chunk.length).toBeGreaterThan(0);
          expect(chunk.length).toBeLessThanOrEqual(100);
          if (chunk.length > 1)
            expect(chunk.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(8 * 1024 * 1024);
          if (chunk.some(({ size }) => size > 2 * 1024 * 1024)) expect(chunk).toHaveLength(1);
        }
      })
    );
  });
});

describe('suspects', () => {
  it('are given up after two answers that cannot be read, or six lost connections', () => {
    const suspects = createSuspects();
    suspects.blame(['a'], true);
    expect([suspects.isSuspect('a'), suspects.isHopeless('a')]).toEqual([true, false]);
    suspects.blame(['a'], true);
    expect(suspects.isHopeless('a')).toBe(true);
    for (let times = 0; times < 5; times += 1) suspects.blame(['b'], false);
    expect(suspects.isHopeless('b')).toBe(false);
    suspects.blame(['b'], false);
    expect(suspects.isHopeless('b')).toBe(true);
  });

  it('are cleared by one success', () => {
    const suspects = createSuspects();
    for (let times = 0; times < 5; times += 1) suspects.blame(['b'], false);
    suspects.clear(['b']);
    suspects.blame(['b'], false);
    expect(suspects.isHopeless('b')).toBe(false);
  });

  it('do not grow without end', () => {
    const suspects = createSuspects();
    for (let index = 0; index < 10_001; index += 1) suspects.blame([String(index)], false);
    expect([suspects.isSuspect('0'), suspects.isSuspect('10000')]).toEqual([false, true]);
  });
});

describe('the bell', () => {
  const never = new AbortController().signal;

  it('is not lost when nobody waits, and rings once', async () => {
    const bell = createBell();
    bell.ring();
    bell.ring();
    await bell.wait(60_000, never);
    const from = Date.now();
    await bell.wait(100, never);
    expect(Date.now() - from).toBeGreaterThanOrEqual(95);
  });

  it('wakes, and so does an abort', async () => {
    const bell = createBell();
    setTimeout(() => bell.ring(), 20);
    await bell.wait(60_000, never);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await bell.wait(60_000, abort.signal);
  });
});

describe('the comparison that is due', () => {
  const schedule = { reconcileMinutes: 15, fullReconcileHours: 24 };
  const hour = 3_600_000;
  const folder = { importDone: true, lastReconcileAt: 0, lastFullReconcileAt: 0 } as Parameters<typeof dueScope>[0];

  it('is none, a light or a full one, and no full one before the import is done', () => {
    expect(dueScope(folder, schedule, 14 * 60_000)).toBeNull();
    expect(dueScope(folder, schedule, 15 * 60_000)).toBe('light');
    expect(dueScope(folder, schedule, 24 * hour)).toBe('full');
    expect(dueScope({ ...folder, importDone: false }, schedule, 24 * hour)).toBe('light');
    expect(
      dueScope({ ...folder, lastFullReconcileAt: 23 * hour, lastReconcileAt: 24 * hour }, schedule, 24 * hour)
    ).toBeNull();
  });
});
