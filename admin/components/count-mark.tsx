import { styled } from 'styled-components';

const MOST = 99;

export const CountedPlace = styled.span`
  position: relative;
  display: inline-flex;
`;

const Mark = styled.span`
  position: absolute;
  top: -0.8rem;
  right: -1rem;
  min-width: 1.6rem;
  padding: 0 0.4rem;
  border-radius: 0.8rem;
  background: ${({ theme }) => theme.colors.primary600};
  color: ${({ theme }) => theme.colors.buttonNeutral0};
  font-size: 1rem;
  line-height: 1.6rem;
  text-align: center;
  pointer-events: none;
`;

/** A small number at the corner of an icon, which stands with it in a `CountedPlace`; nothing for none. */
export function CountMark({ count }: { count: number }) {
  if (count === 0) return null;
  return <Mark data-count-mark>{count > MOST ? `${MOST}+` : count}</Mark>;
}
