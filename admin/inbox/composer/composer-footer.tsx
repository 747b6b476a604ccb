import { styled } from 'styled-components';

/** Sending stays in sight, and where it is, however much stands above it: a button that moves is not clicked. */
export const ComposerFooter = styled.div`
  position: sticky;
  z-index: 1;
  bottom: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[3]};
  margin-block-end: ${({ theme }) => `-${theme.spaces[3]}`};
  padding-block: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]}`};
  background: inherit;
`;
