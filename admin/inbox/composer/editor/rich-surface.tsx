import { styled } from 'styled-components';
import { EditorSurface } from '../editor-surface';

/** Around the editor, with the few rules that ProseMirror needs of a page. */
export const RichSurface = styled(EditorSurface)`
  &:focus-within {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -1px;
  }
  .ProseMirror {
    min-height: 6rem;
    outline: none;
    white-space: pre-wrap;
    font-variant-ligatures: none;
  }
  .ProseMirror [contenteditable='false'] {
    white-space: normal;
  }
  u {
    text-decoration: underline;
  }
  ul,
  ol {
    margin-block: ${({ theme }) => theme.spaces[1]};
  }
  img {
    max-width: 100%;
    height: auto;
    vertical-align: bottom;
  }
  img[data-uploading] {
    opacity: 0.5;
  }
  img[data-selected] {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
  img:not([src]) {
    display: inline-block;
    min-width: 4rem;
    min-height: 2.4rem;
    border: 1px dashed ${({ theme }) => theme.colors.neutral300};
  }
`;
