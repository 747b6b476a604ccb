import { styled } from 'styled-components';

export const EditorSurface = styled.div`
  min-height: 7rem;
  max-height: 28vh;
  overflow-y: auto;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  font-size: ${({ theme }) => theme.fontSizes[2]};
  line-height: ${({ theme }) => theme.lineHeights[6]};
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => `0 0 ${theme.borderRadius} ${theme.borderRadius}`};
  overflow-wrap: anywhere;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -1px;
  }
  &[aria-disabled='true'] {
    background: ${({ theme }) => theme.colors.neutral150};
    color: ${({ theme }) => theme.colors.neutral600};
  }
  &[data-empty='true']::before {
    content: attr(data-placeholder);
    position: absolute;
    pointer-events: none;
    color: ${({ theme }) => theme.colors.neutral500};
  }
  ul,
  ol {
    margin: 0;
    padding-inline-start: ${({ theme }) => theme.spaces[6]};
    list-style: revert;
  }
  b,
  strong {
    font-weight: ${({ theme }) => theme.fontWeights.bold};
  }
  i,
  em {
    font-style: italic;
  }
  a {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }
  blockquote {
    margin: 0;
    padding-inline-start: ${({ theme }) => theme.spaces[3]};
    border-inline-start: 2px solid ${({ theme }) => theme.colors.neutral300};
  }
`;
