import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import type { StatusItem } from '../../channels/whatsapp-cloud/webhook/items';
import { toMessage, type MessageRow } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import { MESSAGES } from '../../conversations/tables';
import { identityOfWamid } from '../../whatsapp/message';

/**
 * A status names our message by what we sent along, also where the answer that would have told its id was lost: then it is
 * this that proves that Meta took it. The id is written down; what the message has come to is for `refold` to say.
 */
export async function adoptByCallback(
  trx: Knex,
  messages: Pick<MessageRepository, 'update'>,
  account: Pick<WhatsAppAccount, 'id'>,
  { callbackData, messageId }: StatusItem,
  now: number
): Promise<void> {
  if (callbackData === null) return;
  const row = (await trx(MESSAGES)
    .where({ document_id: callbackData, account_document_id: account.id, direction: 'outbound' })
    .first()) as MessageRow | undefined;
  // It has an id: of this try, or of a later one, whose own statuses count.
  if (!row || row.external_id) return;
  const message = toMessage(row);
  await messages.update(trx, message.id, { externalId: messageId, identityKey: identityOfWamid(messageId) }, now);
}
