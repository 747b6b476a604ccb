import { inboxQuery, type InboxQuery } from '../api/contracts/inbox';
import { MAX_VIEWS, VIEW_COUNT_CAP, type ChangeView, type SaveView, type ViewDto } from '../api/contracts/views';
import { ConflictError, notFound } from '../api/errors';
import { foldText } from '../contacts/fold-text';
import type { InboxList } from '../conversations/inbox-list';
import { fromJson, toJson, toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation } from '../database/errors';
import { TABLE } from '../database/models';
import type { Search } from '../search/search';
import type { Scope } from '../security/scope';

interface Deps {
  database: Database;
  list: InboxList;
  search: Pick<Search, 'find'>;
  now: () => number;
}
interface Row {
  document_id: string;
  name: string;
  filters: unknown;
}

/** A person's own lists. Nobody else's can be read, changed or named: they are missing. */
export interface Views {
  list(scope: Scope): Promise<ViewDto[]>;
  create(scope: Scope, input: SaveView): Promise<ViewDto>;
  change(scope: Scope, id: string, input: ChangeView): Promise<ViewDto>;
  remove(scope: Scope, id: string): Promise<void>;
}

export function createViews({ database, list, search, now }: Deps): Views {
  const { knex } = database;
  const own = (scope: Scope) => knex(TABLE.view).where({ user_id: scope.person.id });

  /** Counted anew within what the person may see now, whatever it was when the view was saved. */
  async function toDto(scope: Scope, row: Row): Promise<ViewDto> {
    const filters = fromJson<Record<string, string>>(row.filters, {});
    return { id: row.document_id, name: row.name, filters, count: await count(scope, filters) };
  }

  async function count(scope: Scope, filters: Record<string, string>): Promise<number> {
    // A later version may know a filter no more: the view stays, and can be changed.
    const read = inboxQuery.safeParse(filters);
    if (!read.success) return 0;
    const { q, ...query }: InboxQuery = read.data;
    const question = q ? await search.find(q) : null;
    if (q && !question) return 0;
    const counted = (await list.countOf(scope, query, VIEW_COUNT_CAP, question?.found)?.first()) as
      { count: unknown } | undefined;
    return toNumber(counted?.count);
  }

  async function find(scope: Scope, id: string): Promise<Row> {
    const row = (await own(scope).where({ document_id: id }).first()) as Row | undefined;
    if (!row) throw notFound('View');
    return row;
  }

  const named = async (run: () => Promise<unknown>): Promise<void> => {
    await run().catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new ConflictError('view-name-taken', 'You have a view with this name already.');
    });
  };

  return {
    async list(scope) {
      const rows = (await own(scope).orderBy('id').limit(MAX_VIEWS)) as Row[];
      const views: ViewDto[] = [];
      for (const row of rows) views.push(await toDto(scope, row));
      return views;
    },
    async create(scope, { name, filters }) {
      const held = (await own(scope).count({ count: '*' }).first()) as { count: unknown } | undefined;
      if (toNumber(held?.count) >= MAX_VIEWS)
        throw new ConflictError('too-many-views', `A person has at most ${MAX_VIEWS} views.`);
      const id = createDocumentId();
      const at = now();
      await named(() =>
        knex(TABLE.view).insert({
          document_id: id,
          user_id: scope.person.id,
          name,
          folded_name: foldText(name),
          filters: toJson(filters),
          created_at: at,
          updated_at: at,
        })
      );
      return toDto(scope, await find(scope, id));
    },
    async change(scope, id, { name, filters }) {
      await find(scope, id);
      await named(() =>
        own(scope)
          .where({ document_id: id })
          .update({
            updated_at: now(),
            ...(name === undefined ? {} : { name, folded_name: foldText(name) }),
            ...(filters === undefined ? {} : { filters: toJson(filters) }),
          })
      );
      return toDto(scope, await find(scope, id));
    },
    async remove(scope, id) {
      await find(scope, id);
      await own(scope).where({ document_id: id }).delete();
    },
  };
}
