import { styled } from 'styled-components';

/** Ours to the right, theirs to the left, and never over the whole width, so that one sees at a glance who wrote. */
export const BubbleRow = styled.article<{ $ours: boolean }>`
  display: flex;
  flex-direction: column;
  align-items: ${({ $ours }) => ($ours ? 'flex-end' : 'flex-start')};
  gap: ${({ theme }) => theme.spaces[1]};
  min-width: 0;
  scroll-margin: ${({ theme }) => theme.spaces[4]};

  &:focus-visible,
  &[data-jumped] {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 4px;
    border-radius: ${({ theme }) => theme.borderRadius};
  }
`;

export const BubbleBox = styled.div<{ $ours: boolean; $failed: boolean }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  max-width: min(88%, 60rem);
  min-width: 8rem;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border: 1px solid
    ${({ theme, $ours, $failed }) =>
      $failed ? theme.colors.danger200 : $ours ? theme.colors.success200 : theme.colors.neutral150};
  border-radius: ${({ $ours }) => ($ours ? '12px 12px 2px 12px' : '12px 12px 12px 2px')};
  background: ${({ theme, $ours, $failed }) =>
    $failed ? theme.colors.danger100 : $ours ? theme.colors.success100 : theme.colors.neutral0};
`;
