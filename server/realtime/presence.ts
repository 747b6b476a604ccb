import type { Knex } from 'knex';
import { notFound } from '../api/errors';
import type { PresentDto } from '../api/contracts/realtime';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { visibleConversation, type Scope } from '../security/scope';

/** An open page says so every 10 seconds; one that died is believed for this long. */
const SEEN_MS = 25_000;
/** Outlasts the pause between two words by more than the pace of the pages. */
const TYPING_MS = 12_000;
const KEEP_MS = 3600_000;

export interface Present extends PresentDto {
  accountId: string;
  conversationId: string;
}

export interface Presence {
  /** The person has this conversation before their eyes. Answers who else has. */
  appear(scope: Scope, conversationId: string, typing: boolean): Promise<PresentDto[]>;
  leave(scope: Scope, conversationId: string): Promise<void>;
  /** Everybody, everywhere: whoever hands it on has to look at the accounts. */
  present(): Promise<Present[]>;
  prune(now: number): Promise<number>;
}

interface Row {
  conversation_document_id: string;
  account_document_id: string;
  user_id: number;
  user_name: string;
  typing_until: unknown;
}

/** Who looks at a conversation and who writes in it: rows that run out by themselves, since pages die without a word. */
export function createPresence(database: Database, now: () => number): Presence {
  const alive = async (narrow: (query: Knex.QueryBuilder) => void = () => undefined): Promise<Present[]> => {
    const at = now();
    const query = database.knex(TABLE.presence).where('seen_until', '>', at).orderBy('id');
    narrow(query);
    return ((await query) as Row[]).map((row) => ({
      accountId: row.account_document_id,
      conversationId: row.conversation_document_id,
      id: row.user_id,
      name: row.user_name,
      typing: toNumber(row.typing_until) > at,
    }));
  };
  const idOf = async (scope: Scope, asked: string) => {
    const conversation = await visibleConversation(database, scope, asked);
    if (!conversation) throw notFound('Conversation');
    return conversation;
  };
  return {
    async appear(scope, asked, typing) {
      const { id, accountId } = await idOf(scope, asked);
      const { person } = scope;
      const at = now();
      await database
        .knex(TABLE.presence)
        .insert({
          conversation_document_id: id,
          account_document_id: accountId,
          user_id: person.id,
          user_name: person.name,
          seen_until: at + SEEN_MS,
          typing_until: typing ? at + TYPING_MS : 0,
        })
        .onConflict(['conversation_document_id', 'user_id'])
        .merge();
      const others = await alive((query) => {
        void query.where({ conversation_document_id: id }).whereNot({ user_id: person.id });
      });
      return others.map(({ id: userId, name, typing: types }) => ({ id: userId, name, typing: types }));
    },
    async leave(scope, asked) {
      const { id } = await idOf(scope, asked);
      await database
        .knex(TABLE.presence)
        .where({ conversation_document_id: id, user_id: scope.person.id })
        .update({ seen_until: 0, typing_until: 0 });
    },
    present: () => alive(),
    prune: (at) =>
      database
        .knex(TABLE.presence)
        .where('seen_until', '<', at - KEEP_MS)
        .delete(),
  };
}
