import { useIntl } from 'react-intl';
import type { CreateMessage, MessageDto } from '../../../../server/api/contracts/inbox';
import { isForward, type Draft } from '../draft';
import { useQuotedMessage } from './use-quoted-message';
import { writerLanguage, writerTimeZone } from './writer-language';

export type Quoting = Pick<CreateMessage, 'quoteOf' | 'language' | 'timeZone'>;

/** The mail that a reply would quote or that goes on, and what the message says of it. */
export function useQuoting(conversationId: string, draft: Draft): { quoted: MessageDto | null; quoting: Quoting } {
  const { locale } = useIntl();
  const forward = isForward(draft);
  const quoted = useQuotedMessage(conversationId, forward ? draft.forwardOf : draft.replyOf);
  const quoteOf = forward || draft.withoutQuote ? null : (draft.replyOf ?? quoted?.id ?? null);
  return { quoted, quoting: { quoteOf, language: writerLanguage(locale), timeZone: writerTimeZone() } };
}
