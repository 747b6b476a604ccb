import { styled } from 'styled-components';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { useTranslate } from '../../../i18n/use-translate';
import { ExcerptBox } from './excerpt-box';
import { jumpTo } from './jump-to';

const Quote = styled.button`
  display: block;
  width: 100%;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  border: 0;
  border-left: 3px solid ${({ theme }) => theme.colors.primary600};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};
  text-align: left;
  cursor: pointer;

  &:disabled {
    cursor: default;
  }
`;

interface Props {
  /** Null where it is not among those on the page. */
  quoted: MessageDto | null;
  /** There are earlier ones that could be loaded. */
  onEarlier: (() => void) | null;
}

/** What it answers: a click goes there, or loads what is above when it is further up. */
export function QuotedMessage({ quoted, onEarlier }: Props) {
  const t = useTranslate();
  return (
    <Quote
      type="button"
      aria-label={t(quoted || !onEarlier ? 'whatsapp.quote.jump' : 'whatsapp.quote.load')}
      disabled={!quoted && !onEarlier}
      data-quote={quoted?.id ?? ''}
      onClick={() => (quoted ? jumpTo(quoted.id) : onEarlier?.())}
    >
      <ExcerptBox message={quoted} />
    </Quote>
  );
}
