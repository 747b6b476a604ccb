import { Field, Flex, Tag, TextInput } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState, type KeyboardEvent } from 'react';
import type { AddressDto } from '../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../components/visible-characters';
import { useTranslate } from '../../i18n/use-translate';
import { addAddresses, parseAddresses } from './address-list';

interface Props {
  name: 'to' | 'cc';
  value: AddressDto[];
  disabled: boolean;
  onChange: (addresses: AddressDto[]) => void;
}

/** Addresses as tags; Enter, a comma, a semicolon or leaving the field takes over what was typed. */
export function AddressInput({ name, value, disabled, onChange }: Props) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const take = () => {
    const { addresses, rest } = parseAddresses(typed);
    if (addresses.length > 0) onChange(addAddresses(value, addresses));
    setTyped(rest);
    setProblem(rest ? t('form.problem.address') : undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      event.preventDefault();
      take();
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1));
  };
  return (
    <Field.Root name={`composer-${name}`} error={problem} width="100%">
      <Field.Label>{t(`composer.${name}`)}</Field.Label>
      <Flex gap={1} wrap="wrap">
        {value.map((address) => (
          <Tag
            key={address.address}
            icon={<Cross aria-hidden />}
            label={t('composer.remove-address', { address: address.address })}
            disabled={disabled}
            onClick={() => onChange(value.filter((other) => other.address !== address.address))}
          >
            {withVisibleCharacters(address.name ? `${address.name} <${address.address}>` : address.address)}
          </Tag>
        ))}
      </Flex>
      <TextInput
        size="S"
        inputMode="email"
        autoComplete="off"
        disabled={disabled}
        placeholder={t('composer.add-address')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={take}
      />
      <Field.Error />
    </Field.Root>
  );
}
