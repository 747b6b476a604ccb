import { Field } from '@strapi/design-system';
import { useGetCandidatesQuery } from '../../../api/authorised-users';
import { PeopleSelect } from '../../../components/people-select';
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
      <PeopleSelect
        people={[
          ...people.map(({ id, name: label }) => ({ id, label })),
          ...gone.map((id) => ({ id, label: t('activity.unknown-person', { id }) })),
        ]}
        value={value}
        onChange={onChange}
      />
      <Field.Hint />
    </Field.Root>
  );
}
