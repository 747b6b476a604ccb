import { Button, Field, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useActOnNumberMutation } from '../../../../api/whatsapp-number';
import { useNotify } from '../../../../components/use-notify';
import { useApiErrorText } from '../../../../i18n/use-api-error-text';
import { useTranslate } from '../../../../i18n/use-translate';
import { FormDialog } from '../../../../components/form-dialog';

interface Props {
  accountId: string;
  onDone: () => void;
}

export function RegisterDialog({ accountId, onDone }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [act, { isLoading }] = useActOnNumberMutation();

  const register = async () => {
    if (pin && !/^\d{6}$/.test(pin)) {
      setProblem(t('whatsapp.problem.six'));
      return false;
    }
    const answer = await act({ id: accountId, action: 'register', data: pin ? { pin } : {} });
    if ('error' in answer) {
      setProblem(errorText(answer.error));
      return false;
    }
    notify.done(t('whatsapp.register.done'));
    onDone();
    return true;
  };
  return (
    <FormDialog
      trigger={<Button size="S">{t('whatsapp.register')}</Button>}
      title={t('whatsapp.register.title')}
      submit={t('whatsapp.register')}
      loading={isLoading}
      onReset={() => {
        setPin('');
        setProblem(undefined);
      }}
      onSubmit={register}
    >
      <Typography>{t('whatsapp.register.text')}</Typography>
      <Field.Root name="pin" error={problem} hint={t('whatsapp.pin.hint')}>
        <Field.Label>{t('whatsapp.pin')}</Field.Label>
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    </FormDialog>
  );
}
