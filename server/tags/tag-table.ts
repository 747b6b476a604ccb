import type { Knex } from 'knex';
import type { ConversationTagDto, TagDto } from '../api/contracts/tags';
import { toNumber } from '../database/columns';
import { TABLE } from '../database/models';

export interface TagRow {
  document_id: string;
  name: string;
  folded_name: string | null;
  description: string | null;
  color: string;
  retired_at: unknown;
  created_at: unknown;
  updated_at: unknown;
}

export const toTag = (row: TagRow): TagDto => ({
  id: row.document_id,
  name: row.name,
  color: row.color,
  description: row.description ?? '',
});

export const toCarriedTag = ({ document_id: id, name, color, retired_at }: TagRow): ConversationTagDto => ({
  id,
  name,
  color,
  retired: retired_at !== null,
});

export const byName = (one: { name: string }, other: { name: string }): number =>
  one.name.localeCompare(other.name, undefined, { numeric: true });

/** Those that can be chosen. */
export const tagsToChoose = async (knex: Knex): Promise<TagRow[]> =>
  (await knex(TABLE.tag).whereNull('retired_at').orderBy('folded_name')) as TagRow[];

/** Null: unknown or retired, which is the same to whoever asks. */
export const findTag = async (knex: Knex, id: string): Promise<TagRow | null> =>
  ((await knex(TABLE.tag).where({ document_id: id }).whereNull('retired_at').first()) as TagRow | undefined) ?? null;

/** How many conversations carry it, for all tags in one pass over an index, or for some. */
export async function countConversations(knex: Knex, tagIds?: string[]): Promise<Map<string, number>> {
  const query = knex(TABLE.conversationTag)
    .groupBy('tag_document_id')
    .select({ id: 'tag_document_id' })
    .count({ count: '*' });
  if (tagIds) query.whereIn('tag_document_id', tagIds);
  const rows = (await query) as unknown as { id: string; count: unknown }[];
  return new Map(rows.map(({ id, count }) => [id, toNumber(count)]));
}

/**
 * Another one after each change of any tag, so that open pages know when to read them again. Every change sets a higher
 * `updated_at` on its row, also within one millisecond, and rows are never removed: the sum only grows.
 */
export async function tagsVersion(knex: Knex): Promise<string> {
  const row = (await knex(TABLE.tag).sum({ sum: 'updated_at' }).first()) as { sum: unknown } | undefined;
  return String(row?.sum ?? 0);
}

/** A conversation that is no more carries nothing. */
export const untagConversations = (trx: Knex, conversationIds: string[]): Promise<number> =>
  trx(TABLE.conversationTag).whereIn('conversation_document_id', conversationIds).delete();

/** The tags of both, each once. */
export async function joinTags(trx: Knex, into: string, from: string): Promise<void> {
  const rows = (await trx(TABLE.conversationTag)
    .where({ conversation_document_id: from })
    .select('tag_document_id', 'added_by', 'added_at')) as Record<string, unknown>[];
  if (rows.length === 0) return;
  await untagConversations(trx, [from]);
  await trx(TABLE.conversationTag)
    .insert(rows.map((row) => ({ ...row, conversation_document_id: into })))
    .onConflict(['conversation_document_id', 'tag_document_id'])
    .ignore();
}
