import type { Knex } from 'knex';

/** Rows of an inbox as the plugin would have stored them, put there at once: for lists that nobody could type in. */
export interface RowsOf {
  accounts: { id: string; kind: string; name: string; members: number[] }[];
  contacts: { id: string; name: string; customerId: string | null; customerName: string | null }[];
  conversations: {
    id: string;
    accountId: string;
    contactId: string;
    contactName: string;
    contactAddress: string;
    subject: string;
    status: string;
    assigneeId: number | null;
    lastMessageAt: number;
  }[];
  messages: MessageOf[];
}
export interface MessageOf {
  id: string;
  accountId: string;
  conversationId: string;
  direction: 'inbound' | 'outbound';
  kind: 'message' | 'note' | 'event';
  status: string;
  receivedAt: number;
  text: string;
  subject: string;
  imported: boolean;
  automatic: boolean;
}

const CHUNK = 200;

export async function insertAll(knex: Knex, table: string, rows: object[], chunk = CHUNK): Promise<void> {
  for (let index = 0; index < rows.length; index += chunk) await knex(table).insert(rows.slice(index, index + chunk));
}

export async function storeRows(knex: Knex, rows: RowsOf): Promise<void> {
  await storeAccounts(knex, rows.accounts);
  await insertAll(
    knex,
    'conversations_contacts',
    rows.contacts.map(({ id, name, customerId, customerName }) => ({
      document_id: id,
      name,
      customer_uid: customerId && 'api::customer.customer',
      customer_document_id: customerId,
      customer_name: customerName,
    }))
  );
  await insertAll(
    knex,
    'conversations_conversations',
    rows.conversations.map((each) => ({
      document_id: each.id,
      account_document_id: each.accountId,
      contact_document_id: each.contactId,
      contact_name: each.contactName,
      contact_address: each.contactAddress,
      subject: each.subject,
      preview: '',
      status: each.status,
      assignee_id: each.assigneeId,
      assignee_name: each.assigneeId === null ? null : `Person ${each.assigneeId}`,
      last_message_at: each.lastMessageAt,
    }))
  );
  await insertAll(knex, 'conversations_messages', rows.messages.map(toMessageRow));
}

export const toMessageRow = (each: MessageOf) => ({
  document_id: each.id,
  account_document_id: each.accountId,
  conversation_document_id: each.conversationId,
  direction: each.direction,
  kind: each.kind,
  status: each.status,
  received_at: each.receivedAt,
  text: each.text,
  subject: each.subject,
  imported: each.imported,
  automatic: each.automatic,
  identity_key: `test:${each.id}`,
});

async function storeAccounts(knex: Knex, accounts: RowsOf['accounts']): Promise<void> {
  await insertAll(
    knex,
    'conversations_accounts',
    accounts.map(({ id, kind, name }) => ({
      document_id: id,
      kind,
      name,
      address: `${id}@empresa.test`,
      settings: '{}',
      revision: 1,
      paused: true,
      state: 'paused',
    }))
  );
  await insertAll(
    knex,
    'conversations_members',
    accounts.flatMap(({ id, members }) =>
      members.map((user_id) => ({ account_document_id: id, user_id, unread_from_id: 0 }))
    )
  );
}
