import { Button, Field, TextInput, Typography } from '@strapi/design-system';
import { Key } from '@strapi/icons';
import { useState } from 'react';
import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { useUpdateAccountMutation } from '../../../../api/accounts';
import { useNotify } from '../../../../components/use-notify';
import { useApiErrorText } from '../../../../i18n/use-api-error-text';
import { useTranslate } from '../../../../i18n/use-translate';
import { FormDialog } from '../../../../components/form-dialog';

interface Props {
  account: WhatsAppAccountDto;
  onDone?: () => void;
}

/** Enters the token again, or the app secret, or both; offered in every state, since the state may be the wrong one. */
export function NumberReconnectDialog({ account, onDone }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const [accessToken, setAccessToken] = useState('');
  const [appSecret, setAppSecret] = useState('');
  const [problem, setProblem] = useState<string>();
  const [updateAccount, { isLoading }] = useUpdateAccountMutation();

  const save = async () => {
    if (!accessToken.trim() && !appSecret.trim()) {
      setProblem(t('whatsapp.reconnect.nothing'));
      return false;
    }
    const changes = { accessToken: accessToken.trim(), appSecret: appSecret.trim() };
    const answer = await updateAccount({ id: account.id, changes });
    if ('error' in answer) {
      setProblem(errorText(answer.error));
      return false;
    }
    notify.done(t('whatsapp.reconnect.done'));
    onDone?.();
    return true;
  };
  return (
    <FormDialog
      trigger={
        <Button variant="tertiary" startIcon={<Key />}>
          {t('reconnect.label')}
        </Button>
      }
      title={t('whatsapp.reconnect.title')}
      submit={t('reconnect.label')}
      loading={isLoading}
      onReset={() => {
        setAccessToken('');
        setAppSecret('');
        setProblem(undefined);
      }}
      onSubmit={save}
    >
      <Typography>{t('whatsapp.reconnect.text')}</Typography>
      <Field.Root name="reconnectToken" error={problem} hint={t('whatsapp.token.where')}>
        <Field.Label>{t('whatsapp.token')}</Field.Label>
        <TextInput
          type="password"
          autoComplete="new-password"
          value={accessToken}
          onChange={(event) => setAccessToken(event.target.value)}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <Field.Root name="reconnectSecret" hint={t('whatsapp.app-secret.where')}>
        <Field.Label>{t('whatsapp.app-secret')}</Field.Label>
        <TextInput
          type="password"
          autoComplete="new-password"
          value={appSecret}
          onChange={(event) => setAppSecret(event.target.value)}
        />
        <Field.Hint />
      </Field.Root>
    </FormDialog>
  );
}
