import { styled } from 'styled-components';

const MARK: object = { 'data-composer': true };

/** The mark says to those outside, such as the keyboard, where one writes. */
export const ComposerPanel = styled.section.attrs(MARK)<{ $note: boolean }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  flex-shrink: 0;
  max-height: 60%;
  overflow-y: auto;
  padding: ${({ theme }) => theme.spaces[3]};
  background: ${({ theme, $note }) => ($note ? theme.colors.warning100 : theme.colors.neutral0)};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;
