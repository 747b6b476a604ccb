import type { Knex } from 'knex';
import type { Database } from '../database/database';
import type { Members } from '../accounts/members';
import { loadRedirects } from '../conversations/redirects';
import { CONVERSATIONS } from '../conversations/tables';
import { toConversation, type Conversation, type ConversationRow } from '../conversations/conversation';

/** A person at the door: an admin user whose session Strapi has verified. */
export interface Person {
  id: number;
  name: string;
}

/**
 * What a person may see: the conversations of the accounts that name them as authorised user, whatever their role.
 * Asked anew for each request, so a right that was taken away ends with the next one.
 */
export interface Scope {
  readonly person: Person;
  readonly accountIds: string[];
}

export interface Scopes {
  scopeFor(person: Person): Promise<Scope>;
}

export function createScopes(members: Members): Scopes {
  return {
    async scopeFor(person) {
      return { person, accountIds: await members.accountIdsOf(person.id) };
    },
  };
}

/** The one place where the scope becomes a condition. */
export const within = <T extends Knex.QueryBuilder>(query: T, scope: Scope, column = 'account_document_id'): T =>
  query.whereIn(column, scope.accountIds) as T;

/** A conversation that the person may see, or null: forbidden and missing look alike. */
export async function visibleConversation(
  database: Database,
  scope: Scope,
  id: string,
  lockIn?: Knex.Transaction
): Promise<Conversation | null> {
  const on = lockIn ?? database.knex;
  const read = async (documentId: string) => {
    const query = within(on(CONVERSATIONS).where({ document_id: documentId }), scope).first();
    if (lockIn && database.dialect !== 'sqlite') query.forUpdate();
    return (await query) as ConversationRow | undefined;
  };
  let row = await read(id);
  if (!row) {
    const target = (await loadRedirects(on, [{ conversationId: id }])).get(id);
    row = target === undefined ? undefined : await read(target);
  }
  return row ? toConversation(row) : null;
}
