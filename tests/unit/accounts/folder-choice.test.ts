import { describe, expect, it } from 'vitest';
import { choiceOf, missingFrom, withFolder } from '../../../admin/settings/accounts/form/folders/folder-choice';
import { folderChoice, MAX_FOLDERS } from '../../../server/api/contracts/folders';
import {
  chooseFolders,
  chosenSince,
  isFollowed,
  noticesOf,
  recordNotices,
  sameChoice,
} from '../../../server/accounts/folder-choice';

const settings = (...paths: string[]) => ({
  imap: { host: 'imap.example', port: 993, security: 'tls' as const },
  smtp: { host: 'smtp.example', port: 465, security: 'tls' as const },
  username: 'ventas',
  importDays: 30,
  folders: paths.map((path) => ({ path, since: 1_000 })),
});

describe('the choice of folders', () => {
  it('takes each path once, and none that could end a line of the protocol', () => {
    expect(folderChoice.parse(['Señales & más', 'a', 'a'])).toEqual(['Señales & más', 'a']);
    for (const path of ['', 'a\r\nb DELETE INBOX', 'a\u0000', 'x'.repeat(1001)])
      expect(folderChoice.safeParse([path]).success).toBe(false);
    expect(folderChoice.safeParse(Array.from({ length: MAX_FOLDERS + 1 }, (_, i) => `f${i}`)).success).toBe(false);
  });

  it('keeps since when a folder is chosen, and begins anew for one that was given up', () => {
    const first = chooseFolders([], ['A', 'B'], 1_500);
    const second = chooseFolders(first, ['B'], 2_500);
    expect(second).toEqual([{ path: 'B', since: 1_500 }]);
    expect(chooseFolders(second, ['B', 'A'], 9_999)).toEqual([
      { path: 'B', since: 1_500 },
      { path: 'A', since: 9_999 },
    ]);
    expect([...chosenSince({ folders: second })]).toEqual([['B', 1_000]]);
    expect([...chosenSince({})]).toEqual([]);
  });

  it('is the same in another order', () => {
    expect(sameChoice(settings('A', 'B'), settings('B', 'A'))).toBe(true);
    expect(sameChoice(settings('A'), settings('A', 'B'))).toBe(false);
    expect(sameChoice({}, settings())).toBe(true);
  });
});

describe('notices about folders', () => {
  it('keep since when they stand, and begin anew with another reason', () => {
    const first = recordNotices([], [{ path: 'A', code: 'missing' }], 10);
    expect(recordNotices(first, [{ path: 'A', code: 'missing' }], 20)).toEqual([
      { path: 'A', code: 'missing', since: 10 },
    ]);
    expect(recordNotices(first, [{ path: 'A', code: 'unreadable' }], 20)[0]?.since).toBe(20);
    expect(recordNotices(first, [], 20)).toEqual([]);
  });

  it('end with the choice', () => {
    const folderNotices = recordNotices([], [{ path: 'A', code: 'missing' }], 10);
    expect(noticesOf({ settings: settings('A'), folderNotices })).toHaveLength(1);
    expect(noticesOf({ settings: settings('B'), folderNotices })).toEqual([]);
  });

  it('tell which folders an import waits for', () => {
    const account = {
      settings: settings('A', 'B'),
      folderNotices: recordNotices([], [{ path: 'A', code: 'missing' }], 1),
    };
    expect(['INBOX', 'A', 'B', 'C'].filter((path) => isFollowed(account, path))).toEqual(['INBOX', 'B']);
  });
});

describe('the folders in the form', () => {
  it('fix the inbox and sent mail, close drafts, and warn of what holds everything', () => {
    const of = (use: Parameters<typeof choiceOf>[0]['use'], selectable = true) => choiceOf({ use, selectable });
    expect([of('inbox'), of('sent')]).toEqual(['fixed', 'fixed']);
    expect([of('drafts'), of(null, false)]).toEqual(['closed', 'closed']);
    expect([of('trash'), of('junk'), of('all')]).toEqual(['doubtful', 'doubtful', 'doubtful']);
    expect([of(null), of('archive')]).toEqual(['open', 'open']);
  });

  it('are added and removed by path, and those that are gone stay visible', () => {
    expect(withFolder(withFolder(['A'], 'B', true), 'A', false)).toEqual(['B']);
    const folder = { path: 'A', name: 'A', depth: 0, use: null, selectable: true };
    expect(missingFrom([folder], ['A', 'Gone'])).toEqual(['Gone']);
  });
});
