import { notFound } from '../api/errors';
import type { AccountContentsDto } from '../api/contracts/journal';
import { ATTACHMENTS, CONVERSATIONS, MESSAGES } from '../conversations/tables';
import type { Database } from '../database/database';
import type { AccountRepository } from './repository';

/** How much hangs on an account, for whoever is about to delete it. Numbers only. */
export function createAccountContents(database: Database, accounts: AccountRepository) {
  const count = async (table: string, accountId: string): Promise<number> => {
    const row = (await database.knex(table).where({ account_document_id: accountId }).count({ count: '*' }).first()) as
      { count: number | string } | undefined;
    return Number(row?.count ?? 0);
  };
  return async function accountContents(accountId: string): Promise<AccountContentsDto> {
    if (!(await accounts.find(accountId))) throw notFound('Account');
    const [conversations, messages, files] = await Promise.all([
      count(CONVERSATIONS, accountId),
      count(MESSAGES, accountId),
      count(ATTACHMENTS, accountId),
    ]);
    return { conversations, messages, files };
  };
}
