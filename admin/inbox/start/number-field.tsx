import { Field, TextInput } from '@strapi/design-system';
import { useId, useState, type KeyboardEvent } from 'react';
import type { AddressDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { optionId, SuggestionList } from '../composer/recipients/suggestion-list';
import { useSuggestions } from '../composer/recipients/use-suggestions';

interface Props {
  accountId: string;
  value: string;
  disabled: boolean;
  /** Typed, and no number. */
  wrong: boolean;
  onChange: (value: string) => void;
  onPick: (person: AddressDto) => void;
}

const NOBODY: AddressDto[] = [];

/** A number, or the name of somebody who has one. */
export function NumberField({ accountId, value, disabled, wrong, onChange, onPick }: Props) {
  const t = useTranslate();
  const listId = useId();
  const [listed, setListed] = useState(false);
  const [active, setActive] = useState(-1);
  const people = useSuggestions({ startFrom: accountId }, value, NOBODY, listed && !disabled);
  const open = listed && people.length > 0;
  const show = (isShown: boolean) => {
    setListed(isShown);
    setActive(-1);
  };
  const pick = (person: AddressDto) => {
    onPick(person);
    show(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = people[active];
    if (step !== undefined && open) {
      event.preventDefault();
      setActive((active + step + people.length) % people.length);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      show(false);
    } else if (event.key === 'Enter' && open && chosen) {
      event.preventDefault();
      pick(chosen);
    }
  };
  return (
    <Field.Root
      name="start-phone"
      required
      hint={t('start.phone.hint')}
      error={wrong ? t('start.phone.wrong') : undefined}
    >
      <Field.Label>{t('start.phone')}</Field.Label>
      <TextInput
        autoFocus={value === ''}
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
        maxLength={60}
        disabled={disabled}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          show(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => show(false)}
      />
      {open && (
        <SuggestionList id={listId} label={t('composer.suggestions')} people={people} active={active} onPick={pick} />
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
