import type { Knex } from 'knex';
import { SIGNATURES } from '../conversations/tables';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { TABLE } from '../database/models';
import { defaultsOf, targetsOf } from './choose-signature';
import type { Defaults, Signature } from './signature';

interface SignatureRow {
  document_id: string;
  account_document_id: string;
  name: string;
  html: string | null;
  text: string | null;
  updated_at: unknown;
}

export type SignatureContent = Pick<Signature, 'name' | 'html' | 'text'>;

export interface SignatureRepository {
  ofAccount(accountId: string, on?: Knex): Promise<Signature[]>;
  /** Those of the account, and what the person sends with everywhere. */
  forPerson(accountId: string, userId: number): Promise<Signature[]>;
  find(id: string, on?: Knex): Promise<Signature | null>;
  insert(trx: Knex, accountId: string, content: SignatureContent, now: number): Promise<string>;
  update(trx: Knex, id: string, content: Partial<SignatureContent>, now: number): Promise<void>;
  /** Makes these exactly the signature's; whoever had another one before has this one now. */
  setDefaults(trx: Knex, id: string, accountId: string, defaults: Defaults): Promise<void>;
  remove(trx: Knex, id: string): Promise<void>;
}

export function createSignatureRepository(database: Database): SignatureRepository {
  const withDefaults = async (on: Knex, rows: SignatureRow[]): Promise<Signature[]> => {
    const targets = (await on(TABLE.signatureDefault)
      .whereIn(
        'signature_document_id',
        rows.map((row) => row.document_id)
      )
      .orderBy('id')
      .select('signature_document_id', 'target')) as { signature_document_id: string; target: string }[];
    return rows.map((row) => ({
      id: row.document_id,
      accountId: row.account_document_id,
      name: row.name,
      html: row.html ?? '',
      text: row.text ?? '',
      updatedAt: new Date(row.updated_at as string | number | Date).getTime(),
      ...defaultsOf(
        targets.filter((each) => each.signature_document_id === row.document_id).map(({ target }) => target)
      ),
    }));
  };

  return {
    async ofAccount(accountId, on = database.knex) {
      const rows = (await on(SIGNATURES)
        .where({ account_document_id: accountId })
        .orderBy(['name', 'id'])) as SignatureRow[];
      return withDefaults(on, rows);
    },
    async forPerson(accountId, userId) {
      const { knex } = database;
      const rows = (await knex(SIGNATURES)
        .where({ account_document_id: accountId })
        .orWhereIn(
          'document_id',
          knex(TABLE.signatureDefault)
            .where({ target: `user:${userId}` })
            .select('signature_document_id')
        )
        .orderBy(['name', 'id'])) as SignatureRow[];
      return withDefaults(knex, rows);
    },
    async find(id, on = database.knex) {
      const rows = (await on(SIGNATURES).where({ document_id: id }).limit(1)) as SignatureRow[];
      return (await withDefaults(on, rows))[0] ?? null;
    },
    async insert(trx, accountId, content, now) {
      const id = createDocumentId();
      const at = new Date(now);
      await trx(SIGNATURES).insert({
        document_id: id,
        account_document_id: accountId,
        ...content,
        created_at: at,
        updated_at: at,
        published_at: at,
      });
      return id;
    },
    async update(trx, id, content, now) {
      await trx(SIGNATURES)
        .where({ document_id: id })
        .update({ ...content, updated_at: new Date(now) });
    },
    async setDefaults(trx, id, accountId, defaults) {
      const targets = [...new Set(targetsOf(accountId, defaults))];
      await trx(TABLE.signatureDefault).where({ signature_document_id: id }).whereNotIn('target', targets).delete();
      for (const target of targets) {
        await trx(TABLE.signatureDefault)
          .insert({ target, signature_document_id: id, account_document_id: accountId })
          .onConflict(['target'])
          .merge();
      }
    },
    async remove(trx, id) {
      await trx(TABLE.signatureDefault).where({ signature_document_id: id }).delete();
      await trx(SIGNATURES).where({ document_id: id }).delete();
    },
  };
}
