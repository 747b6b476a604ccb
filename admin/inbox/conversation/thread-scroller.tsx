import { styled } from 'styled-components';

export const ThreadScroller = styled.div`
  flex: 1 1 0;
  min-height: 8rem;
  overflow-y: auto;
  overscroll-behavior: contain;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;
