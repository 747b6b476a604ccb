import { Field, TextInput, type TextInputProps } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

interface Props extends Pick<TextInputProps, 'type' | 'autoComplete' | 'placeholder' | 'inputMode'> {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
}

export function TextField({ name, label, hint, required, ...input }: Props) {
  const field = useField<string>(name);
  return (
    <Field.Root name={name} error={field.error} hint={hint} required={required} width="100%">
      <Field.Label>{label}</Field.Label>
      <TextInput
        {...input}
        value={field.value ?? ''}
        spellCheck={false}
        onChange={(event) => field.onChange(name, event.target.value)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
