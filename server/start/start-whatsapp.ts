import { invalid, notFound } from '../api/errors';
import type { WhatsAppAccount } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import type { ChangeStatus } from '../conversations/change-status';
import type { MessageRepository } from '../conversations/message-repository';
import { touchConversation } from '../conversations/touch';
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { retryOnConflict } from '../database/errors';
import type { CustomerDirectory } from '../hosts/customer-directory';
import { conversationOf } from '../inbound/whatsapp/conversation-of';
import type { JobQueue } from '../jobs/types';
import { findByIdempotencyKey } from '../outbound/collision';
import { heldUntil } from '../outbound/hold';
import { previewOf } from '../outbound/whatsapp/message-parts';
import { newMessage } from '../outbound/whatsapp/write-message';
import type { ChangeLog } from '../realtime/change-log';
import { visibleConversation } from '../security/scope';
import type { ConversationValues } from '../templates/conversation-values';
import type { UseApproved } from '../templates/use-approved';
import { contactOfNumber, numberTyped, personOfNumber } from './person-of-number';
import { valuesForStart } from './person-values';
import type { StartOn } from './start-conversation';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  queue: JobQueue;
  changes: ChangeLog;
  changeStatus: ChangeStatus;
  customers: CustomerDirectory;
  useApproved: UseApproved;
  conversationValues: ConversationValues;
  now: () => number;
}

/**
 * An approved template to a number. With a person there is one conversation for ever: where it exists, the template goes
 * into it and opens it.
 */
export function createStartWhatsApp(deps: Deps): StartOn<WhatsAppAccount> {
  const { database, accounts, messages, queue, changes, changeStatus, customers, useApproved, now } = deps;

  return async function startWhatsApp(access, account, input) {
    const { templateId = '', values = {}, name = '', idempotencyKey } = input;
    const phone = numberTyped(input.phone ?? '', account);
    if (!phone) throw invalid('invalid-phone', 'Write a number with its country code, such as +34 600 111 222.');
    if (phone.matchKey === numberTyped(account.address, account)?.matchKey)
      throw invalid('own-number', 'This is the number of the account itself.');
    const found = await customers.findByPhone(phone);
    const [customer] = found.length === 1 ? found : [];
    const who = {
      address: phone.e164,
      name: name || (customer?.name ?? ''),
      contactId: await contactOfNumber(database.knex, phone),
    };
    const known = await valuesForStart(database.knex, deps.conversationValues, access, account, who);

    const store = () =>
      database.transaction(async (trx, afterCommit) => {
        if (!(await accounts.lock(trx, account.id))) throw notFound('Account');
        const at = now();
        const contact = await personOfNumber(trx, phone, { name, customers: found }, at);
        const made = await conversationOf(trx, account.id, { contact, address: phone.e164, groupId: null }, at, at);
        const conversation = await visibleConversation(database, access, made.id, trx);
        if (!conversation) throw notFound('Account');
        const existing = await findByIdempotencyKey(trx, conversation.id, idempotencyKey);
        if (existing) return { conversationId: conversation.id, messageId: existing };
        const { content, text } = await useApproved(trx, account, {
          templateId,
          use: 'start',
          values: { ...known, ...values },
        });
        const message = newMessage(
          access,
          conversation,
          account,
          { content, text },
          { kind: 'template', idempotencyKey },
          0
        );
        const hold = heldUntil(access, account, { kind: 'template', undoable: input.undoable }, at);
        hold.onto(message, at, null);
        await messages.insert(trx, [message], at);
        const touch = { at, preview: previewOf(text), messages: 1 };
        await touchConversation(trx, conversation, hold.touch(touch, conversation));
        if (conversation.status === 'closed' || conversation.status === 'snoozed')
          await changeStatus(trx, afterCommit, access, conversation, 'open', null, at);
        for (const job of hold.jobs([message])) await queue.enqueue(trx, job);
        await changes.note(trx, account.id, [conversation.id], at);
        crashPoint('start.before-commit');
        afterCommit(() => queue.ring());
        return { conversationId: conversation.id, messageId: message.id };
      });
    return retryOnConflict(store);
  };
}
