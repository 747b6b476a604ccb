import { useIntl } from 'react-intl';
import type { CreateMessage, MessageDto } from '../../../../server/api/contracts/inbox';
import type { Draft } from '../draft';
import { useQuotedMessage } from './use-quoted-message';
import { writerLanguage, writerTimeZone } from './writer-language';

export type Quoting = Pick<CreateMessage, 'quoteOf' | 'language' | 'timeZone'>;

/** The mail that a reply would quote, and what a reply says of it. */
export function useQuoting(
  conversationId: string,
  { withoutQuote }: Pick<Draft, 'withoutQuote'>
): { quoted: MessageDto | null; quoting: Quoting } {
  const { locale } = useIntl();
  const quoted = useQuotedMessage(conversationId);
  const quoteOf = withoutQuote ? null : (quoted?.id ?? null);
  return { quoted, quoting: { quoteOf, language: writerLanguage(locale), timeZone: writerTimeZone() } };
}
