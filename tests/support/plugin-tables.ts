import knex, { type Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/database/database';
import { internalModels } from '../../server/database/models';

/** The plugin's internal tables on a SQLite file of their own, without a Strapi around them. */
export interface PluginTables {
  database: Database;
  close(): Promise<void>;
}

export async function createPluginTables(): Promise<PluginTables> {
  const directory = mkdtempSync(join(tmpdir(), 'plugin-tables-'));
  const connection = knex({
    client: 'better-sqlite3',
    connection: { filename: join(directory, 'test.db') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  // Nobody needs these rows after a power cut, and waiting for the disk is most of what such a test takes.
  await connection.raw('PRAGMA synchronous = OFF');
  await connection.raw('PRAGMA journal_mode = MEMORY');
  for (const model of internalModels) await createTable(connection, model);
  return {
    database: {
      knex: connection,
      dialect: 'sqlite',
      durably: (run) => run(),
      flushed: () => Promise.resolve(),
      async transaction(run) {
        const callbacks: (() => void)[] = [];
        const result = await connection.transaction((trx) => run(trx, (callback) => callbacks.push(callback)));
        for (const callback of callbacks) callback();
        return result;
      },
    },
    async close() {
      await connection.destroy();
      rmSync(directory, { recursive: true });
    },
  };
}

/** A content type's table, with the columns that Strapi adds to each. */
export function createContentTable(
  connection: Knex,
  { collectionName, attributes, indexes }: ContentSchema
): Promise<void> {
  return createTable(connection, {
    tableName: collectionName,
    attributes: {
      id: { type: 'increments' },
      documentId: { type: 'string' },
      createdAt: { type: 'biginteger' },
      updatedAt: { type: 'biginteger' },
      publishedAt: { type: 'biginteger' },
      ...attributes,
    },
    indexes,
  });
}

interface Columns {
  attributes: Readonly<Record<string, { type: string; default?: unknown }>>;
  indexes: readonly { name: string; columns: readonly string[]; type?: string }[];
}
interface ContentSchema extends Columns {
  collectionName: string;
}
interface Table extends Columns {
  tableName: string;
}

async function createTable(connection: Knex, model: Table): Promise<void> {
  await connection.schema.createTable(model.tableName, (table) => {
    for (const [name, { type }] of Object.entries(model.attributes)) {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (type === 'increments') table.increments('id');
      else if (type === 'integer') table.integer(column);
      else if (type === 'biginteger') table.bigInteger(column);
      else if (type === 'boolean') table.boolean(column);
      else if (type === 'text') table.text(column);
      else table.string(column);
    }
    for (const index of model.indexes) {
      if (index.type === 'unique') table.unique([...index.columns], { indexName: index.name });
      else table.index([...index.columns], index.name);
    }
  });
}
