import { close, fdatasync, openSync } from 'node:fs';
import type { Knex } from 'knex';

/**
 * Resolves when everything that was committed before is on the disk. With `synchronous = NORMAL` SQLite leaves a commit to
 * the operating system, which a power cut can take; a full sync would hold the main thread and the only connection for it,
 * and here a thread of the pool waits, for as many commits as there are. Another descriptor of the log does: SQLite keeps
 * its locks on the other two files, so closing this one lets go of none.
 */
export function createFlushWal(knex: () => Knex): () => Promise<void> {
  let path: string | null | undefined;
  return async () => {
    if (path === undefined) {
      const files = (await knex().raw('PRAGMA database_list')) as { name: string; file: string }[];
      const main = files.find(({ name }) => name === 'main')?.file;
      path = main ? `${main}-wal` : null;
    }
    if (path === null) return;
    const log = openOrNull(path);
    // Without a log SQLite syncs each commit by itself.
    if (log === null) return;
    await new Promise<void>((done, fail) => {
      fdatasync(log, (error) =>
        close(log, (closeError) => ((error ?? closeError) ? fail(error ?? closeError) : done()))
      );
    });
  };
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
