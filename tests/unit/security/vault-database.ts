import knex, { type Knex } from 'knex';
import { TABLE } from '../../../server/database/models';

/** The vault's table as the schema sync makes it, in an empty database. */
export async function openVaultDatabase(): Promise<Knex> {
  const database = knex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  await database.schema.createTable(TABLE.secret, (table) => {
    table.increments('id');
    table.string('owner');
    table.string('field');
    table.string('key_id');
    table.text('envelope');
    table.bigInteger('updated_at');
    table.unique(['owner', 'field']);
  });
  return database;
}
