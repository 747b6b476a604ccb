import {
  Button,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
} from '@strapi/design-system';
import { useId, useState, type FormEvent } from 'react';
import type { WhatsAppProfile } from '../../../../../server/api/contracts/whatsapp-accounts';
import { readApiError } from '../../../../api/api-error';
import { useSetNumberProfileMutation } from '../../../../api/whatsapp-number';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { PROFILE_LIMITS, PROFILE_VERTICALS } from './profile-limits';

const HALF = { m: 6, s: 12, xs: 12, alignItems: 'flex-start' } as const;

export function ProfileForm({ accountId, profile }: { accountId: string; profile: WhatsAppProfile }) {
  const t = useTranslate();
  const notify = useNotify();
  const formId = useId();
  const [values, setValues] = useState(profile);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [save, { isLoading }] = useSetNumberProfileMutation();
  const set = (change: Partial<WhatsAppProfile>) => setValues((before) => ({ ...before, ...change }));
  const setWebsite = (index: number, text: string) =>
    set({ websites: [0, 1].map((one) => (one === index ? text : (values.websites[one] ?? ''))) });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const websites = values.websites.map((site) => site.trim()).filter(Boolean);
    const answer = await save({ id: accountId, profile: { ...values, websites } });
    if ('error' in answer) {
      const { fields } = readApiError(answer.error);
      setErrors(Object.fromEntries(Object.keys(fields).map((path) => [path, t('whatsapp.profile.problem')])));
      notify.failed(answer.error);
    } else {
      setErrors({});
      notify.done(t('whatsapp.profile.done'));
    }
  };
  const text = (name: 'about' | 'address' | 'email', limit: number) => (
    <Field.Root name={`${formId}-${name}`} error={errors[name]} width="100%">
      <Field.Label>{t(`whatsapp.profile.${name}`)}</Field.Label>
      <TextInput value={values[name]} maxLength={limit} onChange={(event) => set({ [name]: event.target.value })} />
      <Field.Error />
    </Field.Root>
  );
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Grid.Root gap={4}>
          <Grid.Item {...HALF}>{text('about', PROFILE_LIMITS.about)}</Grid.Item>
          <Grid.Item {...HALF}>{text('address', PROFILE_LIMITS.address)}</Grid.Item>
          <Grid.Item m={12} s={12} xs={12}>
            <Field.Root name={`${formId}-description`} error={errors['description']} width="100%">
              <Field.Label>{t('whatsapp.profile.description')}</Field.Label>
              <Textarea
                value={values.description}
                maxLength={PROFILE_LIMITS.description}
                onChange={(event) => set({ description: event.target.value })}
              />
              <Field.Error />
            </Field.Root>
          </Grid.Item>
          <Grid.Item {...HALF}>{text('email', PROFILE_LIMITS.email)}</Grid.Item>
          <Grid.Item {...HALF}>
            <Field.Root name={`${formId}-vertical`} width="100%">
              <Field.Label>{t('whatsapp.profile.vertical')}</Field.Label>
              <SingleSelect
                value={values.vertical}
                onChange={(value) => set({ vertical: value as WhatsAppProfile['vertical'] })}
              >
                {PROFILE_VERTICALS.map((vertical) => (
                  <SingleSelectOption key={vertical} value={vertical}>
                    {t(`whatsapp.vertical.${vertical}`)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          </Grid.Item>
          {[0, 1].map((index) => (
            <Grid.Item key={index} {...HALF}>
              <Field.Root name={`${formId}-website-${index}`} error={errors[`websites.${index}`]} width="100%">
                <Field.Label>{t('whatsapp.profile.website', { number: index + 1 })}</Field.Label>
                <TextInput
                  inputMode="url"
                  value={values.websites[index] ?? ''}
                  maxLength={PROFILE_LIMITS.website}
                  onChange={(event) => setWebsite(index, event.target.value)}
                />
                <Field.Error />
              </Field.Root>
            </Grid.Item>
          ))}
        </Grid.Root>
        <Flex justifyContent="flex-end">
          <Button type="submit" loading={isLoading}>
            {t('action.save')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
