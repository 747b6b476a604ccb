import { Field, IconButton, TextInput } from '@strapi/design-system';
import { Eye, EyeStriked } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useTranslate } from '../../../i18n/use-translate';

interface Props {
  /** When the stored password was entered; null without one. */
  storedAt: string | null;
  required: boolean;
  /** The stored one does not hold for what the form says now. */
  again: boolean;
}

/** Write-only: the server never gives a password back. */
export function PasswordField({ storedAt, required, again }: Props) {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const field = useField<string>('password');
  const [shown, setShown] = useState(false);
  const stored = storedAt
    ? t('form.password.stored', { date: formatDate(storedAt, { dateStyle: 'long' }) })
    : undefined;
  return (
    <Field.Root
      name="password"
      error={field.error}
      hint={again ? t('form.password.again') : (stored ?? t('form.password.hint'))}
      required={required}
      width="100%"
    >
      <Field.Label>{t('form.password')}</Field.Label>
      <TextInput
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        value={field.value ?? ''}
        onChange={(event) => field.onChange('password', event.target.value)}
        endAction={
          <IconButton
            label={t(shown ? 'form.password.hide' : 'form.password.show')}
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
