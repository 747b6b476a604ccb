import { useRef, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';

/** One of a list to choose from. */
export const Choice = styled.button`
  display: block;
  width: 100%;
  padding: ${({ theme }) => theme.spaces[2]};
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
  font: inherit;
  text-align: start;
  cursor: pointer;

  &:hover,
  &:focus-visible {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

/** Arrow keys walk through the list, Enter in the search takes its first; typing goes on in between. */
export function useChoiceKeys() {
  const list = useRef<HTMLDivElement>(null);
  const choices = () => [...(list.current?.querySelectorAll('button') ?? [])];
  return {
    list,
    walk: (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const all = choices();
      const at = all.findIndex((one) => one === document.activeElement);
      all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
    },
    takeFirst: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      choices()[0]?.click();
    },
  };
}
