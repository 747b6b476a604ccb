import type { Knex } from 'knex';
import type { AccountRepository } from '../../accounts/repository';
import type { Message } from '../../conversations/message';
import type { MessageRepository } from '../../conversations/message-repository';
import type { HostEvents } from '../../hosts/events';
import type { JobQueue } from '../../jobs/types';
import { identityOfWamid } from '../../whatsapp/message';
import { refold } from '../../whatsapp/refold';
import { notifyFailures } from '../../notifications/notify';
import type { createTries } from '../tries';
import type { NextStep } from './after-answer';
import { failureOf } from './failure';
import type { OutgoingMedia } from './outgoing-media';
import { rememberWorked, type ChosenRecipient } from './recipient';

interface Deps {
  accounts: AccountRepository;
  messages: MessageRepository;
  media: OutgoingMedia;
  queue: JobQueue;
  events: HostEvents;
  tries: ReturnType<typeof createTries>;
}

/** Stores what became of a try: the attempt, the message and what its statuses have told already, in one transaction. */
export function createEndOfTry({ accounts, messages, media, queue, events, tries }: Deps) {
  return finish;

  function finish(
    message: Message,
    number: number | null,
    next: NextStep,
    recipient: ChosenRecipient | null = null
  ): Promise<void> {
    return tries.end(
      message,
      number,
      endOf(next),
      async (trx, current, at) => {
        if (!current) return () => undefined;
        const tell: (() => void)[] = [() => queue.ring()];
        const ids = { accountId: message.accountId, conversationId: message.conversationId, messageId: message.id };
        if (next.do === 'accepted') {
          const externalId = next.sent.messageId;
          const isNews = UNDECIDED.has(current.status);
          await messages.update(
            trx,
            message.id,
            {
              externalId,
              identityKey: identityOfWamid(externalId),
              ...(isNews ? { status: 'accepted', error: null } : {}),
            },
            at
          );
          if (recipient) await rememberWorked(trx, recipient, at);
        } else if (next.do === 'uncertain') {
          await messages.update(trx, message.id, { status: 'uncertain', error: failureOf('answer-lost') }, at);
        } else if (next.do === 'fail') {
          await messages.update(trx, message.id, { status: 'failed', error: next.failure }, at);
          await media.forget(trx, message.id);
          await notifyFailures(trx, message.accountId, [message.id], at);
          tell.push(() => events.messageFailed(ids));
        } else {
          await messages.update(trx, message.id, { status: 'queued', error: next.failure }, at);
        }
        tell.push(...(await foldReports(trx, current, next, at)));
        return () => tell.forEach((each) => each());
      },
      (trx) => accounts.lock(trx, message.accountId)
    );
  }

  /** Statuses may be faster than the answer that names their message, or come where that answer was lost. */
  async function foldReports(trx: Knex, current: Message, next: NextStep, at: number): Promise<(() => void)[]> {
    if (next.do !== 'accepted' && next.do !== 'uncertain') return [];
    const externalId = next.do === 'accepted' ? next.sent.messageId : current.externalId;
    if (externalId === '') return [];
    const folded = await refold(trx, messages, { id: current.accountId }, [externalId], at);
    const failed = folded.failed.map(({ id }) => id);
    await notifyFailures(trx, current.accountId, failed, at);
    const idsOf = ({ id, accountId, conversationId }: Message) => ({ accountId, conversationId, messageId: id });
    return [
      ...folded.sent.map((one) => () => events.messageSent(idsOf(one))),
      ...folded.failed.map((one) => () => events.messageFailed(idsOf(one))),
    ];
  }
}

/** Of these it is not known yet that Meta took them. */
const UNDECIDED: ReadonlySet<Message['status']> = new Set(['queued', 'sending', 'uncertain']);

function endOf(next: NextStep): { phase: 'accepted' | 'failed' | 'uncertain'; code: string; response: string } {
  switch (next.do) {
    case 'accepted':
      return { phase: 'accepted', code: 'ok', response: next.sent.messageId };
    case 'uncertain':
      return { phase: 'uncertain', code: 'answer-lost', response: next.detail };
    case 'fail':
    case 'wait':
      return { phase: 'failed', code: next.failure.code, response: next.response };
  }
}
