import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

/** One conversation of the list; the unread bar stands beside the bold text, so that neither is told by colour alone. */
export const RowLink = styled(Link)<{ $selected: boolean; $unread: boolean }>`
  display: flex;
  flex-direction: column;
  flex: 1 1 0;
  min-width: 0;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]} ${theme.spaces[3]} ${theme.spaces[2]}`};
  text-decoration: none;
  color: inherit;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-left: 3px solid ${({ theme, $unread }) => ($unread ? theme.colors.primary600 : 'transparent')};
  background: ${({ theme, $selected }) => ($selected ? theme.colors.primary100 : 'transparent')};

  &:hover {
    background: ${({ theme, $selected }) => ($selected ? theme.colors.primary100 : theme.colors.neutral100)};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;
