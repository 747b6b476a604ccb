import type { Knex } from 'knex';
import type { Audit } from '../accounts/audit';
import { ConflictError, notFound } from '../api/errors';
import type { AuditEntryDto } from '../api/contracts/accounts';
import type { Page } from '../api/contracts/common';
import type { CreateTag, ManagedTagDto, TagDto, UpdateTag } from '../api/contracts/tags';
import { toInstant, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation } from '../database/errors';
import { TABLE } from '../database/models';
import type { Person } from '../security/scope';
import { colorOfName } from './color-of-name';
import { foldTagName } from './fold-tag-name';
import { MAX_TAGS } from './palette';
import { byName, countConversations, findTag, tagsToChoose, toTag, type TagRow } from './tag-table';

interface Deps {
  database: Database;
  audit: Audit;
  now: () => number;
}

/** Which tags there are. They are the whole installation's: no account owns one. */
export interface TagSettings {
  choices(): Promise<TagDto[]>;
  list(): Promise<ManagedTagDto[]>;
  /** Rejects with 409 `tag-name-taken`, which names the tag that has the name. */
  create(by: Person, input: CreateTag): Promise<TagDto>;
  update(by: Person, id: string, input: UpdateTag): Promise<ManagedTagDto>;
  /** Out of the choices; conversations keep it. Its name may be given again. */
  retire(by: Person, id: string): Promise<void>;
  activity(limit: number, cursor?: string): Promise<Page<AuditEntryDto>>;
}

export function createTagSettings({ database, audit, now }: Deps): TagSettings {
  const { knex } = database;

  /** What changes is locked first, so that who was told "was A, is B" was told the truth. */
  async function locked(trx: Knex, id: string): Promise<TagRow> {
    const query = trx(TABLE.tag).where({ document_id: id }).whereNull('retired_at').first();
    if (database.dialect !== 'sqlite') query.forUpdate();
    const row = (await query) as TagRow | undefined;
    if (!row) throw notFound('Tag');
    return row;
  }

  /** The database says whether a name is taken, and outside of the transaction that it ended with that. */
  async function named<T>(name: string | undefined, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (name === undefined || !isUniqueViolation(error)) throw error;
      const taken = (await knex(TABLE.tag)
        .where({ folded_name: foldTagName(name) })
        .first()) as TagRow | undefined;
      throw new ConflictError('tag-name-taken', 'There is a tag with this name already.', {
        ...(taken ? { tag: toTag(taken) } : {}),
      });
    }
  }

  const managed = (row: TagRow, conversations: number): ManagedTagDto => ({
    ...toTag(row),
    conversations,
    createdAt: toInstant(toNumber(row.created_at)),
    updatedAt: toInstant(toNumber(row.updated_at)),
  });

  return {
    choices: async () => (await tagsToChoose(knex)).map(toTag).sort(byName),

    async list() {
      const [rows, counts] = await Promise.all([tagsToChoose(knex), countConversations(knex)]);
      return rows.map((row) => managed(row, counts.get(row.document_id) ?? 0)).sort(byName);
    },

    create: (by, { name, color, description }) =>
      named(name, () =>
        database.transaction(async (trx) => {
          const held = (await trx(TABLE.tag).whereNull('retired_at').count({ count: '*' }).first()) as
            { count: unknown } | undefined;
          if (toNumber(held?.count) >= MAX_TAGS) {
            throw new ConflictError('too-many-tags', `There are at most ${MAX_TAGS} tags.`);
          }
          const at = now();
          const folded = foldTagName(name);
          const tag = {
            id: createDocumentId(),
            name,
            color: color ?? colorOfName(folded),
            description: description ?? '',
          };
          await trx(TABLE.tag).insert({
            document_id: tag.id,
            name,
            folded_name: folded,
            description: tag.description,
            color: tag.color,
            retired_at: null,
            created_at: at,
            updated_at: at,
          });
          await audit.write(trx, null, by, 'tag.created', { tagId: tag.id, name, color: tag.color }, at);
          return tag;
        })
      ),

    async update(by, id, input) {
      await named(input.name, () =>
        database.transaction(async (trx) => {
          const row = await locked(trx, id);
          const before = toTag(row);
          const changed = (['name', 'color', 'description'] as const).filter(
            (field) => input[field] !== undefined && input[field] !== before[field]
          );
          if (changed.length === 0) return;
          const at = now();
          await trx(TABLE.tag)
            .where({ document_id: id })
            .update({
              ...Object.fromEntries(changed.map((field) => [field, input[field]])),
              ...(input.name === undefined ? {} : { folded_name: foldTagName(input.name) }),
              updated_at: later(row, at),
            });
          const changes = Object.fromEntries(
            changed.map((field) => [field, { from: before[field], to: input[field] ?? '' }])
          );
          await audit.write(trx, null, by, 'tag.updated', { tagId: id, name: input.name ?? before.name, changes }, at);
        })
      );
      const [row, counts] = await Promise.all([findTag(knex, id), countConversations(knex, [id])]);
      if (!row) throw notFound('Tag');
      return managed(row, counts.get(id) ?? 0);
    },

    retire: (by, id) =>
      database.transaction(async (trx) => {
        const row = await locked(trx, id);
        const conversations = (await countConversations(trx, [id])).get(id) ?? 0;
        const at = now();
        await trx(TABLE.tag)
          .where({ document_id: id })
          .update({ retired_at: at, folded_name: null, updated_at: later(row, at) });
        await audit.write(trx, null, by, 'tag.deleted', { tagId: id, name: row.name, conversations }, at);
      }),

    async activity(limit, cursor) {
      const entries = await audit.list(null, limit + 1, cursor === undefined ? undefined : Number(cursor) || 0);
      const page = entries.slice(0, limit);
      const last = page[page.length - 1];
      return {
        data: page.map(({ id, at, ...entry }) => ({ id: String(id), at: toInstant(at), ...entry })),
        meta: { nextCursor: entries.length > limit && last ? String(last.id) : null },
      };
    },
  };
}

/** Never the same twice for one row: `tagsVersion` counts on it. */
const later = (row: TagRow, at: number): number => Math.max(at, toNumber(row.updated_at) + 1);
