import { Field, TextInput } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

interface Props {
  name: string;
  label: string;
  hint?: string;
}

/** Longer than any number that a field here takes; the form says what is too large. */
const MAX_DIGITS = 6;

const readDigits = (text: string): number | null => {
  const digits = text.replace(/\D/g, '').slice(0, MAX_DIGITS);
  return digits === '' ? null : Number(digits);
};

/** Holds a number, or null while it is empty. The design system's NumberInput would show port 1143 as 1,143. */
export function NumberField({ name, label, hint }: Props) {
  const field = useField<number | null>(name);
  return (
    <Field.Root name={name} error={field.error} hint={hint} required width="100%">
      <Field.Label>{label}</Field.Label>
      <TextInput
        inputMode="numeric"
        autoComplete="off"
        value={field.value ?? ''}
        onChange={(event) => field.onChange(name, readDigits(event.target.value))}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
