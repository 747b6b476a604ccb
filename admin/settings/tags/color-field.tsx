import { Box, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import { TAG_PALETTE } from '../../../server/tags/palette';
import { useTranslate } from '../../i18n/use-translate';

const Swatch = styled.input<{ $color: string }>`
  appearance: none;
  width: 2.4rem;
  height: 2.4rem;
  margin: 0;
  border: 2px solid ${({ theme }) => theme.colors.neutral0};
  border-radius: 50%;
  background: ${({ $color }) => $color};
  box-shadow: 0 0 0 1px ${({ theme }) => theme.colors.neutral300};
  cursor: pointer;

  &:checked {
    box-shadow: 0 0 0 3px ${({ theme }) => theme.colors.neutral800};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 4px;
  }
`;
const Free = styled.input`
  width: 4.8rem;
  height: 3.2rem;
  padding: 0;
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  cursor: pointer;
`;

interface Props {
  /** `#rrggbb`. */
  value: string;
  onChange: (color: string) => void;
}

/** Colours that can be told apart from any page, by their names, or any other. */
export function ColorField({ value, onChange }: Props) {
  const t = useTranslate();
  const group = useId();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Box tag="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
        <Typography tag="legend" variant="pi" fontWeight="bold" style={{ paddingBottom: '0.8rem' }}>
          {t('tags.color')}
        </Typography>
        <Flex gap={2} wrap="wrap">
          {TAG_PALETTE.map(({ name, value: color }) => (
            <Swatch
              key={name}
              type="radio"
              name={group}
              $color={color}
              aria-label={t(`tags.color.${name}`)}
              title={t(`tags.color.${name}`)}
              checked={value === color}
              onChange={() => onChange(color)}
            />
          ))}
        </Flex>
      </Box>
      <Flex gap={2} tag="label">
        <Free type="color" value={value} onChange={(event) => onChange(event.target.value)} />
        <Typography variant="pi" textColor="neutral600">
          {t('tags.color.other')}
        </Typography>
      </Flex>
    </Flex>
  );
}
