import { Grid } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { useTranslate } from '../../../i18n/use-translate';
import { needsPasswordAgain, type AccountFormValues } from './form-values';
import { PasswordField } from './password-field';
import { TextField } from './text-field';

interface Props {
  stored: { values: AccountFormValues; passwordUpdatedAt: string | null } | null;
}

export function CredentialFields({ stored }: Props) {
  const t = useTranslate();
  const values = useForm('CredentialFields', (form) => form.values) as AccountFormValues;
  const again = stored !== null && needsPasswordAgain(stored.values, values);
  return (
    <Grid.Root gap={4}>
      <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
        <TextField
          name="username"
          label={t('form.username')}
          hint={t('form.username.hint')}
          autoComplete="off"
          required
        />
      </Grid.Item>
      <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
        <PasswordField
          storedAt={stored?.passwordUpdatedAt ?? null}
          required={!stored || again || !stored.passwordUpdatedAt}
          again={again}
        />
      </Grid.Item>
    </Grid.Root>
  );
}
