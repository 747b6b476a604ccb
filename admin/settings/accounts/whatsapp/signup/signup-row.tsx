import { Button, Field, Flex, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { ResumeSignup, SignupDto } from '../../../../../server/api/contracts/whatsapp-signups';
import { useRemoveSignupMutation, useResumeSignupMutation } from '../../../../api/signups';
import { ConfirmButton } from '../../../../components/confirm-button';
import { InstantText } from '../../../../components/instant-text';
import { Notice } from '../../../../components/notice';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { useProblemText } from './use-problem-text';

interface Props {
  signup: SignupDto;
  onDone: (signup: SignupDto) => void;
}

/** One that was begun and not finished: how far it got, why it stands, and what can be done. */
export function SignupRow({ signup, onDone }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const problemText = useProblemText();
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const [resume, { isLoading }] = useResumeSignupMutation();
  const [remove, removal] = useRemoveSignupMutation();
  const asksNumber = signup.problem?.code === 'signup-choose-number';
  const asksPin = signup.problem?.code === 'signup-pin-needed';
  const lacks = (asksNumber && !number) || (asksPin && !/^\d{6}$/.test(pin));

  const goOn = async () => {
    const input: ResumeSignup = { ...(asksNumber && { phoneNumberId: number }), ...(asksPin && { pin }) };
    const answer = await resume({ id: signup.id, input });
    if ('error' in answer) return notify.failed(answer.error);
    setPin('');
    onDone(answer.data);
  };
  const discard = async () => {
    const answer = await remove(signup.id);
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={3} padding={4} borderColor="neutral200" hasRadius>
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Typography fontWeight="semiBold">{t(`signup.step.${signup.step}`)}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {signup.by.name} · <InstantText at={signup.updatedAt} />
        </Typography>
      </Flex>
      {signup.problem && (
        <Notice tone="warning">
          {problemText(signup.problem)}
          {signup.problem.detail && (
            <Typography tag="p" variant="pi" textColor="neutral600">
              {signup.problem.detail}
            </Typography>
          )}
        </Notice>
      )}
      {asksNumber && (
        <Field.Root name={`number-${signup.id}`}>
          <Field.Label>{t('signup.number')}</Field.Label>
          <SingleSelect value={number} onChange={(value) => setNumber(String(value))}>
            {signup.numbers.map(({ id, displayPhoneNumber, verifiedName }) => (
              <SingleSelectOption key={id} value={id}>
                {[displayPhoneNumber ?? id, verifiedName].filter(Boolean).join(' · ')}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      )}
      {asksPin && (
        <Field.Root name={`pin-${signup.id}`} hint={t('signup.pin.hint')}>
          <Field.Label>{t('whatsapp.pin')}</Field.Label>
          <TextInput
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
          <Field.Hint />
        </Field.Root>
      )}
      <Flex gap={2} wrap="wrap">
        {signup.canResume && (
          <Button disabled={lacks} loading={isLoading} onClick={() => void goOn()}>
            {t('signup.resume')}
          </Button>
        )}
        <ConfirmButton
          label={t('signup.remove')}
          title={t('signup.remove.title')}
          confirmLabel={t('signup.remove')}
          variant="danger-light"
          loading={removal.isLoading}
          onConfirm={() => void discard()}
        >
          {t('signup.remove.text')}
        </ConfirmButton>
      </Flex>
    </Flex>
  );
}
