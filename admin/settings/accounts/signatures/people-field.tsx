import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  name: string;
  label: string;
  hint: string;
  value: number[];
  onChange: (ids: number[]) => void;
}

export function PeopleField({ name, label, hint, value, onChange }: Props) {
  const t = useTranslate();
  const { data: people = [] } = useGetCandidatesQuery();
  const gone = value.filter((id) => !people.some((person) => person.id === id));
  return (
    <Field.Root name={name} hint={hint}>
      <Field.Label>{label}</Field.Label>
      <MultiSelect
        withTags
        placeholder={t('authorised.placeholder')}
        value={value.map(String)}
        onChange={(ids) => onChange(ids.map(Number))}
      >
        {people.map((person) => (
          <MultiSelectOption key={person.id} value={String(person.id)}>
            {person.name}
          </MultiSelectOption>
        ))}
        {gone.map((id) => (
          <MultiSelectOption key={id} value={String(id)}>
            {t('activity.unknown-person', { id })}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
    </Field.Root>
  );
}
