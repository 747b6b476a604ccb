import { Readable } from 'node:stream';
import { notFound } from '../api/errors';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { FileStore } from '../files/file-store';
import type { Person } from '../security/scope';
import type { Audit } from './audit';

interface Deps {
  database: Database;
  files: FileStore;
  audit: Audit;
  now: () => number;
}

export interface RawMail {
  name: string;
  size: number;
  content: Readable;
}

/**
 * The source of a mail that could not be shown in any other way. It is customer content, and managers get it all the
 * same: they are the ones who find out what is wrong with it. So nobody takes it without being written down first.
 */
export function createQuarantineRaw({ database, files, audit, now }: Deps) {
  return async function quarantineRaw(by: Person, entryId: string): Promise<RawMail> {
    const row = (await database.knex(TABLE.journal).where({ document_id: entryId, state: 'quarantined' }).first()) as
      { account_document_id: string; raw_key: string | null; body: string | null } | undefined;
    if (!row) throw notFound('Quarantined mail');
    const { size, content } = await contentOf(row);
    await audit.write(
      database.knex,
      row.account_document_id,
      by,
      'quarantine.downloaded',
      { id: entryId, size },
      now()
    );
    // Named by our own id: a subject may hold anything.
    return { name: `mail-${entryId}.eml`, size, content: await content() };
  };

  async function contentOf(row: { raw_key: string | null; body: string | null }) {
    const { raw_key: key, body } = row;
    if (key !== null) return { size: await files.size(key), content: () => files.open(key) };
    if (body === null) throw notFound('Quarantined mail');
    const bytes = Buffer.from(body);
    return { size: bytes.length, content: () => Promise.resolve(Readable.from([bytes])) };
  }
}
