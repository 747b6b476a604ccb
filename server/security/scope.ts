import type { Knex } from 'knex';
import type { Database } from '../database/database';
import type { HostAccessTable } from '../accounts/host-access-table';
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

/** What comes from the host's own code: an API token, a role of users-permissions, or a service that the host calls. */
export interface Principal {
  kind: 'api-token' | 'role' | 'service';
  id: number;
  /** Shown as the author of what it writes. */
  name: string;
}

/** What an account has allowed a principal. Asked anew for each request, as a person's scope is. */
export interface HostScope {
  readonly person: null;
  readonly principal: Principal;
  readonly accountIds: string[];
  /** Those of `accountIds` on which the principal may also write. */
  readonly writableIds: string[];
}

/** Whoever asks: every query of conversations is made within one of these. */
export type Access = Scope | HostScope;

export interface Scopes {
  scopeFor(person: Person): Promise<Scope>;
  scopeForHost(principal: Principal): Promise<HostScope>;
}

export interface Author {
  /** An admin user's id; null for a token, a role or a service. */
  id: number | null;
  name: string;
}

export const authorOf = (access: Access): Author =>
  access.person ? { id: access.person.id, name: access.person.name } : { id: null, name: access.principal.name };

/** Who it was, in one word that is kept: `7` for an admin user, `api-token:3` for a principal. */
export const keyOf = (access: Access): string =>
  access.person ? String(access.person.id) : `${access.principal.kind}:${access.principal.id}`;

/** An authorised user may answer where they may read; a principal only where the account says so. */
export const mayWrite = (access: Access, accountId: string): boolean =>
  (access.person ? access.accountIds : access.writableIds).includes(accountId);

export function createScopes(members: Members, hostAccess: HostAccessTable): Scopes {
  return {
    async scopeFor(person) {
      return { person, accountIds: await members.accountIdsOf(person.id) };
    },
    async scopeForHost(principal) {
      const granted = principal.kind === 'service' ? [] : await hostAccess.of(principal.kind, principal.id);
      return {
        person: null,
        principal,
        accountIds: granted.map(({ accountId }) => accountId),
        writableIds: granted.filter(({ access }) => access === 'write').map(({ accountId }) => accountId),
      };
    },
  };
}

/** The one place where the scope becomes a condition. */
export const within = <T extends Knex.QueryBuilder>(query: T, scope: Access, column = 'account_document_id'): T =>
  query.whereIn(column, scope.accountIds) as T;

/** A conversation that the person may see, or null: forbidden and missing look alike. */
export async function visibleConversation(
  database: Database,
  scope: Access,
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
