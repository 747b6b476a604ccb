import type { ImapFlow } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { Trouble } from '../../../server/accounts/trouble';
import { createChosenFolders } from '../../../server/channels/imap/chosen-folders';
import type { ImapConnection } from '../../../server/channels/imap/connection';
import type { FolderWatch } from '../../../server/channels/imap/folder-watch';
import { LeaseLost } from '../../../server/channels/channel';

const listed = (path: string, flags: string[] = []) => ({
  path,
  name: path,
  parent: [],
  parentPath: '',
  flags: new Set(flags),
});

/** A server that lists these folders; `failure` is what looking into the first of the chosen ones ends with. */
function setUp({ failure = null as Error | null, closed = false } = {}) {
  const looked: string[] = [];
  const client = { list: () => Promise.resolve(['INBOX', 'A', 'B'].map((path) => listed(path))) };
  const imap: ImapConnection = {
    age: 0,
    isClosed: closed,
    selectedPath: null,
    run: (operation) => operation(client as unknown as ImapFlow),
    examine: () => Promise.reject(new Error('not asked here')),
    onChange: () => undefined,
    end: () => Promise.resolve(),
  };
  const watch = (path: string): Promise<FolderWatch> =>
    Promise.resolve({
      path,
      hasNews: () => Promise.resolve(true),
      followUp: () => {
        looked.push(path);
        return path === 'A' && failure ? Promise.reject(failure) : Promise.resolve();
      },
      reconcileIfDue: () => Promise.resolve(),
      importSome: () => Promise.resolve(path === 'B'),
    });
  return { looked, folders: createChosenFolders({ imap, watch }, ['A', 'B']), recover: () => (failure = null) };
}

describe('trouble with a chosen folder', () => {
  it.each([
    ['folder-missing', 'missing'],
    ['mailbox-read-only', 'unreadable'],
    ['server-unavailable', 'unreadable'],
  ] as const)('is a notice for %s, keeps no other folder waiting, and is looked at again', async (code, notice) => {
    const { looked, folders, recover } = setUp({ failure: new Trouble(code) });
    await folders.followUp();
    expect(looked).toEqual(['A', 'B']);
    expect(folders.notices()).toEqual([{ path: 'A', code: notice }]);
    expect(await folders.importSome()).toBe(true);
    recover();
    await folders.followUp();
    expect(looked).toEqual(['A', 'B', 'A', 'B']);
    expect(folders.notices()).toEqual([]);
  });

  it.each([
    new Trouble('storage-full'),
    new Trouble('internal-error'),
    new Trouble('throttled'),
    new Trouble('connection-timeout'),
    new LeaseLost(),
  ])('is the account’s where it is not the folder’s: $message', async (failure) => {
    const { folders } = setUp({ failure });
    await expect(folders.followUp()).rejects.toBe(failure);
  });

  it('is the connection’s once that is closed', async () => {
    const failure = new Trouble('server-unavailable');
    const { folders } = setUp({ failure, closed: true });
    await expect(folders.followUp()).rejects.toBe(failure);
  });
});
