import { Field, Flex, TextInput } from '@strapi/design-system';
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { withVisibleCharacters } from '../../../components/visible-characters';
import type { WritingPlace } from '../writing-place';
import { useTranslate } from '../../../i18n/use-translate';
import { AddressTag } from './address-tag';
import { addAddresses, looksLikeAddress, parseAddresses } from './address-list';
import { isInsideName } from './split-addresses';
import { optionId, SuggestionList } from './suggestion-list';
import { useSuggestions } from './use-suggestions';

interface Props {
  place: WritingPlace;
  name: 'to' | 'cc' | 'bcc';
  value: AddressDto[];
  /** Whenever it becomes true. */
  takesFocus: boolean;
  disabled: boolean;
  onChange: (addresses: AddressDto[]) => void;
}

/** Addresses as tags; Enter, a comma, a semicolon or leaving the field takes over what was typed or is chosen. */
export function AddressInput({ place, name, value, takesFocus, disabled, onChange }: Props) {
  const t = useTranslate();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const [typed, setTyped] = useState('');
  const wrong = value.filter((address) => !looksLikeAddress(address));
  const [listed, setListed] = useState(false);
  const [active, setActive] = useState(-1);
  const people = useSuggestions(place, typed, value, listed && !disabled);
  const open = listed && people.length > 0;
  const show = (isShown: boolean) => {
    setListed(isShown);
    setActive(-1);
  };
  const pick = (person: AddressDto) => {
    onChange(addAddresses(value, [{ ...person, address: person.address.toLowerCase() }]));
    setTyped('');
    show(false);
  };
  const add = (text: string) => {
    const people = parseAddresses(text);
    if (people.length > 0) onChange(addAddresses(value, people));
    show(false);
  };
  const take = () => {
    add(typed);
    setTyped('');
  };
  const remove = (address: AddressDto) => {
    onChange(value.filter((other) => other !== address));
    // What is no address is there to be corrected.
    if (!looksLikeAddress(address)) setTyped((before) => before || address.address);
    field.current?.focus();
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
    } else if (event.key === 'Enter' || ((event.key === ',' || event.key === ';') && !isInsideName(typed))) {
      event.preventDefault();
      if (chosen && event.key === 'Enter') pick(chosen);
      else take();
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      event.preventDefault();
      remove(value[value.length - 1]!);
    }
  };
  /** A field of one line would join the lines of a column into no address at all. */
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[,;<\n]/.test(text.trim())) return;
    event.preventDefault();
    add(text.replace(/\r\n?/g, '\n'));
  };
  return (
    <Field.Root
      name={`composer-${name}`}
      error={wrong.length > 0 ? t('composer.wrong-address', { addresses: namesOf(wrong) }) : undefined}
      width="100%"
    >
      <Field.Label>{t(`composer.${name}`)}</Field.Label>
      <Flex gap={1} wrap="wrap">
        {value.map((address) => (
          <AddressTag key={address.address} address={address} disabled={disabled} onRemove={() => remove(address)} />
        ))}
      </Flex>
      <TextInput
        ref={field}
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

const namesOf = (wrong: AddressDto[]) => withVisibleCharacters(wrong.map(({ address }) => `“${address}”`).join(', '));
