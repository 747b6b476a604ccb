import { Box, Flex } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Fills what the admin leaves; the columns scroll, the page does not. */
export const WorkspaceGrid = styled(Box)`
  flex: 1 1 0;
  min-height: 0;
  height: 100%;
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  grid-template-rows: minmax(0, 1fr);
  overflow: hidden;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: minmax(26rem, 32rem) minmax(0, 1fr);
  }
  ${({ theme }) => theme.breakpoints.large} {
    grid-template-columns: minmax(32rem, 38rem) minmax(0, 1fr);
  }
`;

const Column = styled(Flex)<{ $hiddenWhenNarrow: boolean }>`
  flex-direction: column;
  align-items: stretch;
  min-width: 0;
  min-height: 0;
  display: ${({ $hiddenWhenNarrow }) => ($hiddenWhenNarrow ? 'none' : 'flex')};

  ${({ theme }) => theme.breakpoints.medium} {
    display: flex;
  }
`;

export const ListColumn = styled(Column)`
  background: ${({ theme }) => theme.colors.neutral0};
  border-right: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

/** The panel on a contact lies at its right edge; where there is room, everything else stands beside it. */
export const ReadingColumn = styled(Column)`
  position: relative;
  background: ${({ theme }) => theme.colors.neutral100};

  @media (min-width: 1600px) {
    &:has([data-contact-panel]) {
      padding-right: 36rem;
    }
  }
`;
