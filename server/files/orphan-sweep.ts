import { ATTACHMENTS, MESSAGES } from '../conversations/tables';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { FileStore } from './file-store';

const OLD_ENOUGH_MS = 3600_000;
const CHUNK = 200;
const OWNERS: [table: string, column: string][] = [
  [ATTACHMENTS, 'file_key'],
  [TABLE.journal, 'raw_key'],
  [MESSAGES, 'raw_key'],
  [TABLE.signaturePicture, 'file_key'],
];

/**
 * Removes files that no row names: written before a transaction that a crash prevented, or left by a mail that turned out
 * to be here before. A file is always older than its row, hence the age.
 */
export async function sweepOrphans(database: Database, files: FileStore, now: number): Promise<number> {
  let removed = 0;
  let chunk: string[] = [];
  const settle = async () => {
    const owned = new Set<string>();
    for (const [table, column] of OWNERS) {
      for (const key of (await database.knex(table).whereIn(column, chunk).pluck(column)) as string[]) owned.add(key);
    }
    for (const key of chunk) {
      if (owned.has(key)) continue;
      await files.remove(key);
      removed += 1;
    }
    chunk = [];
  };
  for await (const key of files.olderThan(now - OLD_ENOUGH_MS)) {
    chunk.push(key);
    if (chunk.length === CHUNK) await settle();
  }
  if (chunk.length > 0) await settle();
  return removed;
}
