import { Field, NumberInput } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

interface Props {
  name: string;
  label: string;
  hint?: string;
}

/** Holds a number, or null while it is empty. */
export function NumberField({ name, label, hint }: Props) {
  const field = useField<number | null>(name);
  return (
    <Field.Root name={name} error={field.error} hint={hint} required width="100%">
      <Field.Label>{label}</Field.Label>
      <NumberInput value={field.value ?? undefined} onValueChange={(value) => field.onChange(name, value ?? null)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
