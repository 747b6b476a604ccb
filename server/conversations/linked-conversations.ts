import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import type { LinkedConversationDto } from '../api/contracts/inbox';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { within, type Access } from '../security/scope';
import type { Conversation } from './conversation';
import { MESSAGES } from './tables';

const MAX_LINKS = 20;

/**
 * Conversations of other accounts that hold a mail of this one: a customer wrote to two of our addresses, or one of our
 * accounts to another. Looked up by the keys that the mails have anyway, so that it holds both ways, and nothing is left
 * to mend after a removal. Only where the person may read the other account, too.
 */
export function createLinkedConversations(database: Database) {
  return async function linkedConversations(
    scope: Access,
    conversation: Conversation,
    accounts: Account[]
  ): Promise<LinkedConversationDto[]> {
    const others = scope.accountIds.filter((id) => id !== conversation.accountId);
    if (others.length === 0) return [];
    const elsewhere: Access = { ...scope, accountIds: others };
    const { knex } = database;
    const [same, internal] = await Promise.all([
      sameMails(knex, elsewhere, conversation.id),
      internalMails(knex, elsewhere, conversation.id),
    ]);
    const accountOf = new Map(accounts.map((account) => [account.id, account]));
    const links = new Map<string, LinkedConversationDto>();
    for (const row of [...same, ...internal]) {
      const account = accountOf.get(row.account);
      if (!account || links.has(row.conversation)) continue;
      const { id, name, address } = account;
      links.set(row.conversation, { id: row.conversation, account: { id, name, address } });
    }
    return [...links.values()].sort((a, b) => a.account.address.localeCompare(b.account.address)).slice(0, MAX_LINKS);
  };
}

interface Row {
  conversation: string;
  account: string;
}

/** By what a mail is: the same content under the same Message-ID. */
const sameMails = (knex: Knex, elsewhere: Access, conversationId: string): Promise<Row[]> =>
  within(
    knex({ here: MESSAGES })
      .join({ there: MESSAGES }, 'there.identity_key', 'here.identity_key')
      .where({ 'here.conversation_document_id': conversationId, 'here.kind': 'message' }),
    elsewhere,
    'there.account_document_id'
  )
    .distinct({ conversation: 'there.conversation_document_id', account: 'there.account_document_id' })
    .limit(MAX_LINKS);

/**
 * What one of our accounts wrote here has no content identity on its own side; its signed Message-ID tells. Anybody may
 * copy such an id, so the sender has to be the same as well.
 */
const internalMails = (knex: Knex, elsewhere: Access, conversationId: string): Promise<Row[]> =>
  within(
    knex({ a: TABLE.alias })
      .join({ b: TABLE.alias }, 'b.id_key', 'a.id_key')
      .join({ here: MESSAGES }, 'here.document_id', 'a.message_document_id')
      .join({ there: MESSAGES }, 'there.document_id', 'b.message_document_id')
      .where({ 'a.conversation_document_id': conversationId })
      .where((ours) => void ours.where('a.ours', true).orWhere('b.ours', true))
      .whereRaw('there.from_address = here.from_address'),
    elsewhere,
    'b.account_document_id'
  )
    .distinct({ conversation: 'there.conversation_document_id', account: 'there.account_document_id' })
    .limit(MAX_LINKS);
