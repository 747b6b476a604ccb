import type { Knex } from 'knex';
import type { CreateMessage } from '../api/contracts/inbox';
import type { NewMessage } from '../conversations/message';
import { notify } from '../notifications/notify';
import type { Access } from '../security/scope';

/** Those whom a note names, without who wrote it. */
export function notifyMentioned(
  trx: Knex,
  { kind, mentions = [] }: CreateMessage,
  access: Access,
  { accountId, id: messageId }: NewMessage,
  at: number
): Promise<void> {
  const others = kind === 'note' ? mentions.filter((id) => id !== access.person?.id) : [];
  return notify(trx, 'mentioned', others, { accountId, messageId }, at);
}
