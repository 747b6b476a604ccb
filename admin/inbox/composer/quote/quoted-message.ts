import type { MessageDto } from '../../../../server/api/contracts/inbox';

/**
 * The mail that an answer answers: the newest that came in, as its In-Reply-To says, else the newest of all. `messages`
 * are the newest first.
 */
export function quotedMessage(messages: readonly MessageDto[]): MessageDto | null {
  const mails = messages.filter(({ kind }) => kind === 'message');
  return mails.find(({ direction }) => direction === 'inbound') ?? mails[0] ?? null;
}
