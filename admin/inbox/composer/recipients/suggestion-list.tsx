import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';

const List = styled.ul`
  position: absolute;
  z-index: 3;
  inset-inline: 0;
  max-height: 24rem;
  overflow: auto;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.filterShadow};
`;
const Option = styled.li<{ $active: boolean }>`
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  cursor: pointer;
  overflow-wrap: anywhere;
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
`;

interface Props {
  id: string;
  label: string;
  people: AddressDto[];
  active: number;
  onPick: (person: AddressDto) => void;
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The list of a combobox (WAI-ARIA, "Combobox pattern"): the focus stays in the field, which names the active one. */
export function SuggestionList({ id, label, people, active, onPick }: Props) {
  return (
    <Box position="relative" width="100%">
      <List id={id} role="listbox" aria-label={label}>
        {people.map((person, index) => (
          <Option
            key={person.address}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            $active={index === active}
            // Before the field loses the focus, and takes over what was typed.
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(person);
            }}
          >
            {person.name && <Typography fontWeight="semiBold">{withVisibleCharacters(person.name)} </Typography>}
            <Typography textColor="neutral700">{withVisibleCharacters(person.address)}</Typography>
          </Option>
        ))}
      </List>
    </Box>
  );
}
