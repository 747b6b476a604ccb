import { Tag } from '@strapi/design-system';
import { Cross, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';
import { looksLikeAddress } from './address-list';

const Bounded = styled.span<{ $wrong: boolean }>`
  max-width: 100%;
  overflow-wrap: anywhere;

  & > * {
    height: auto;
    min-height: 3.2rem;
    max-width: 100%;
    ${({ theme, $wrong }) =>
      $wrong && `background: ${theme.colors.danger100}; border-color: ${theme.colors.danger600};`}
  }
`;

interface Props {
  address: AddressDto;
  disabled: boolean;
  onRemove: () => void;
}

/** One of whom a mail goes to, or what was typed and is no address: marked, and taken back into the field by a click. */
export function AddressTag({ address, disabled, onRemove }: Props) {
  const t = useTranslate();
  const wrong = !looksLikeAddress(address);
  const text = withVisibleCharacters(address.name ? `${address.name} <${address.address}>` : address.address);
  return (
    <Bounded $wrong={wrong} data-wrong={wrong || undefined}>
      <Tag
        icon={wrong ? <WarningCircle aria-hidden fill="danger600" /> : <Cross aria-hidden />}
        label={t(wrong ? 'composer.correct-address' : 'composer.remove-address', {
          address: withVisibleCharacters(address.address),
        })}
        disabled={disabled}
        onClick={onRemove}
      >
        {text}
      </Tag>
    </Bounded>
  );
}
