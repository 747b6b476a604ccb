import { MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useTranslate } from '../i18n/use-translate';

interface Props {
  people: readonly { id: number; label: string }[];
  value: readonly number[];
  onChange: (ids: number[]) => void;
  loading?: boolean;
}

/**
 * Several people, chosen inside of a `Field.Root`. They are named in a sentence: the tags of the design system have buttons
 * without a name, which a screen reader cannot tell apart.
 */
export function PeopleSelect({ people, value, onChange, loading }: Props) {
  const t = useTranslate();
  const { formatList } = useIntl();
  const names = people.filter(({ id }) => value.includes(id)).map(({ label }) => label);
  return (
    <MultiSelect
      loading={loading}
      placeholder={t('authorised.placeholder')}
      customizeContent={() => formatList(names)}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    >
      {people.map(({ id, label }) => (
        <MultiSelectOption key={id} value={String(id)}>
          {label}
        </MultiSelectOption>
      ))}
    </MultiSelect>
  );
}
