import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useActOnNumberMutation } from '../../../../api/whatsapp-number';
import { useNotify } from '../../../../components/use-notify';
import { useApiErrorText } from '../../../../i18n/use-api-error-text';
import { useTranslate } from '../../../../i18n/use-translate';
import { FormDialog } from '../../../../components/form-dialog';

interface Props {
  accountId: string;
  onDone: () => void;
}

/** Meta sends a code to the number itself, and believes whoever knows it. */
export function VerifyDialog({ accountId, onDone }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const { locale } = useIntl();
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [act, { isLoading, originalArgs }] = useActOnNumberMutation();
  const language = locale.startsWith('es') ? 'es' : 'en';

  const request = async (method: 'SMS' | 'VOICE') => {
    setProblem(undefined);
    const answer = await act({ id: accountId, action: 'request-code', data: { method, language } });
    if ('error' in answer) setProblem(errorText(answer.error));
    else setSent(true);
  };
  const verify = async () => {
    if (!/^\d{3}-?\d{3}$/.test(code.trim())) {
      setProblem(t('whatsapp.problem.six'));
      return false;
    }
    const answer = await act({ id: accountId, action: 'verify-code', data: { code: code.trim() } });
    if ('error' in answer) {
      setProblem(errorText(answer.error));
      return false;
    }
    notify.done(t('whatsapp.verify.done'));
    onDone();
    return true;
  };
  const requesting = isLoading && originalArgs?.action === 'request-code';
  return (
    <FormDialog
      trigger={
        <Button size="S" variant="secondary">
          {t('whatsapp.verify')}
        </Button>
      }
      title={t('whatsapp.verify.title')}
      submit={t('whatsapp.verify.submit')}
      loading={isLoading && !requesting}
      onReset={() => {
        setCode('');
        setSent(false);
        setProblem(undefined);
      }}
      onSubmit={verify}
    >
      <Typography>{t('whatsapp.verify.text')}</Typography>
      <Flex gap={2} wrap="wrap">
        <Button type="button" variant="secondary" disabled={requesting} onClick={() => void request('SMS')}>
          {t('whatsapp.verify.sms')}
        </Button>
        <Button type="button" variant="secondary" disabled={requesting} onClick={() => void request('VOICE')}>
          {t('whatsapp.verify.voice')}
        </Button>
      </Flex>
      <Typography role="status" textColor="success600">
        {sent ? t('whatsapp.verify.sent') : ''}
      </Typography>
      <Field.Root name="code" error={problem} required>
        <Field.Label>{t('whatsapp.verify.code')}</Field.Label>
        <TextInput
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Field.Error />
      </Field.Root>
    </FormDialog>
  );
}
