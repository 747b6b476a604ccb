import { Field, IconButton, TextInput } from '@strapi/design-system';
import { Eye, EyeStriked } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useTranslate } from '../../../../i18n/use-translate';

interface Props {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  stored: boolean;
}

/** Write-only: the server never gives a secret back. */
export function SecretField({ name, label, hint, required, stored }: Props) {
  const t = useTranslate();
  const field = useField<string>(name);
  const [shown, setShown] = useState(false);
  return (
    <Field.Root
      name={name}
      error={field.error}
      hint={stored ? `${t('whatsapp.form.stored')} ${hint}` : hint}
      required={required}
      width="100%"
    >
      <Field.Label>{label}</Field.Label>
      <TextInput
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        spellCheck={false}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(name, event.target.value)}
        endAction={
          <IconButton
            label={t(shown ? 'whatsapp.form.hide' : 'whatsapp.form.show', { label })}
            variant="ghost"
            onClick={() => setShown((before) => !before)}
          >
            {shown ? <EyeStriked /> : <Eye />}
          </IconButton>
        }
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
