import { Grid } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { TextField } from '../../form/text-field';
import type { NumberValues } from './number-values';
import { SecretField } from './secret-field';

const WIDE = { m: 6, s: 12, xs: 12, alignItems: 'flex-start' } as const;

/** The five things that Meta shows in different places, each with where. */
export function NumberFields({ stored }: { stored: NumberValues | null }) {
  const t = useTranslate();
  const values = useForm('NumberFields', (form) => form.values) as NumberValues;
  const sameApp = stored !== null && stored.appId === values.appId.trim();
  return (
    <>
      <Section title={t('whatsapp.form.app')} hint={t('whatsapp.form.app.hint')}>
        <Grid.Root gap={4}>
          <Grid.Item {...WIDE}>
            <TextField
              name="appId"
              label={t('whatsapp.app-id')}
              hint={t('whatsapp.app-id.where')}
              inputMode="numeric"
              required
            />
          </Grid.Item>
          <Grid.Item {...WIDE}>
            <SecretField
              name="appSecret"
              label={t('whatsapp.app-secret')}
              hint={t('whatsapp.app-secret.where')}
              required={!sameApp}
              stored={sameApp}
            />
          </Grid.Item>
          <Grid.Item m={12} s={12} xs={12} alignItems="flex-start">
            <SecretField
              name="accessToken"
              label={t('whatsapp.token')}
              hint={t('whatsapp.token.where')}
              required={!stored}
              stored={stored !== null}
            />
          </Grid.Item>
        </Grid.Root>
      </Section>
      <Section title={t('whatsapp.form.number')} hint={t('whatsapp.form.number.hint')}>
        <Grid.Root gap={4}>
          <Grid.Item {...WIDE}>
            <TextField
              name="wabaId"
              label={t('whatsapp.waba-id')}
              hint={t('whatsapp.waba-id.where')}
              inputMode="numeric"
              required
            />
          </Grid.Item>
          <Grid.Item {...WIDE}>
            <TextField
              name="phoneNumberId"
              label={t('whatsapp.phone-number-id')}
              hint={t('whatsapp.phone-number-id.where')}
              inputMode="numeric"
              required
            />
          </Grid.Item>
          <Grid.Item {...WIDE}>
            <TextField name="name" label={t('account.name')} hint={t('whatsapp.name.hint')} />
          </Grid.Item>
        </Grid.Root>
      </Section>
    </>
  );
}
