import { Field, Grid, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import type { ConnectionSecurity } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { NumberField } from './number-field';
import { suggestedPort } from './suggested-port';
import { TextField } from './text-field';

const SECURITIES: ConnectionSecurity[] = ['tls', 'starttls', 'none'];

/** Server, port and security of one protocol. */
export function ServerFields({ protocol }: { protocol: 'imap' | 'smtp' }) {
  const t = useTranslate();
  const security = useField<ConnectionSecurity>(`${protocol}.security`);
  const port = useField<number | null>(`${protocol}.port`);
  const choose = (next: ConnectionSecurity) => {
    const suggestion = suggestedPort(protocol, security.value ?? 'tls', next, port.value ?? null);
    security.onChange(`${protocol}.security`, next);
    if (suggestion !== null) port.onChange(`${protocol}.port`, suggestion);
  };
  return (
    <Grid.Root gap={4} width="100%">
      <Grid.Item m={6} xs={12} s={12} alignItems="flex-start">
        <TextField
          name={`${protocol}.host`}
          label={t(`form.${protocol}.host`)}
          placeholder={t(`form.${protocol}.example`)}
          required
        />
      </Grid.Item>
      <Grid.Item m={3} xs={12} s={6} alignItems="flex-start">
        <NumberField name={`${protocol}.port`} label={t('form.port')} />
      </Grid.Item>
      <Grid.Item m={3} xs={12} s={6} alignItems="flex-start">
        <Field.Root name={`${protocol}.security`} error={security.error} required width="100%">
          <Field.Label>{t('form.security')}</Field.Label>
          <SingleSelect value={security.value} onChange={(value) => choose(value as ConnectionSecurity)}>
            {SECURITIES.map((value) => (
              <SingleSelectOption key={value} value={value}>
                {t(`form.security.${value}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Error />
        </Field.Root>
      </Grid.Item>
    </Grid.Root>
  );
}
