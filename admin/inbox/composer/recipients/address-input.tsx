import { Field, Flex, Tag, TextInput } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';
import { useTranslate } from '../../../i18n/use-translate';
import { addAddresses, parseAddresses } from './address-list';
import { optionId, SuggestionList } from './suggestion-list';
import { useSuggestions } from './use-suggestions';

interface Props {
  conversationId: string;
  name: 'to' | 'cc' | 'bcc';
  value: AddressDto[];
  disabled: boolean;
  onChange: (addresses: AddressDto[]) => void;
  onUnread: (text: string) => void;
}

/** Addresses as tags; Enter, a comma, a semicolon or leaving the field takes over what was typed or is chosen. */
export function AddressInput({ conversationId, name, value, disabled, onChange, onUnread }: Props) {
  const t = useTranslate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [listed, setListed] = useState(false);
  const [active, setActive] = useState(-1);
  const people = useSuggestions(conversationId, typed, value, listed && !disabled);
  const open = listed && people.length > 0;
  const show = (isShown: boolean) => {
    setListed(isShown);
    setActive(-1);
  };
  const pick = (person: AddressDto) => {
    onChange(addAddresses(value, [{ ...person, address: person.address.toLowerCase() }]));
    setTyped('');
    setProblem(undefined);
    onUnread('');
    show(false);
  };
  const take = () => {
    const { addresses, rest } = parseAddresses(typed);
    if (addresses.length > 0) onChange(addAddresses(value, addresses));
    setTyped(rest);
    setProblem(rest ? t('form.problem.address') : undefined);
    onUnread(rest);
    show(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = open ? people[active] : undefined;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (open) setActive((active + step + people.length) % people.length);
      else show(true);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      show(false);
    } else if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      event.preventDefault();
      if (chosen && event.key === 'Enter') pick(chosen);
      else take();
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1));
  };
  /** A column of a spreadsheet: a field of one line would join its addresses into none. */
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain').trim();
    if (!text.includes('\n')) return;
    event.preventDefault();
    setTyped((before) => [before, ...text.split(/\s*\n\s*/)].filter(Boolean).join(', '));
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
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
        disabled={disabled}
        placeholder={t('composer.add-address')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          show(true);
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={take}
      />
      {open && (
        <SuggestionList id={listId} label={t('composer.suggestions')} people={people} active={active} onPick={pick} />
      )}
      <Field.Error />
    </Field.Root>
  );
}
