import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from './postgres';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** For what is hardly the database's doing: one of them, each of them in a long run. */
export const mostlyOn = (database: DatabaseKind): readonly DatabaseKind[] =>
  process.env['LONG'] === '1' ? DATABASES : [database];

/** What outlives a host process: its folder and its database. Several processes may run on the same data. */
export interface HostData {
  readonly database: DatabaseKind;
  readonly directory: string;
  /** Null on SQLite, whose file is `host.db` in the folder. */
  readonly databaseUrl: string | null;
  remove(): Promise<void>;
}

export async function createHostData(database: DatabaseKind): Promise<HostData> {
  const directory = await mkdtemp(join(tmpdir(), 'conversations-host-'));
  // The upload plugin of Strapi does not start without its folder.
  await mkdir(join(directory, 'public/uploads'), { recursive: true });
  const own: TestDatabase | null = database === 'postgres' ? await createDatabase() : null;
  return {
    database,
    directory,
    databaseUrl: own?.url ?? null,
    async remove() {
      await own?.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
