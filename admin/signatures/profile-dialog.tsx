import { Button, Field, Flex, Modal, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { ProfileDto } from '../../server/api/contracts/signatures';
import { useGetProfileQuery, useSaveProfileMutation } from '../api/signatures';
import { ErrorState } from '../components/error-state';
import { LoadingState } from '../components/loading-state';
import { useNotify } from '../components/use-notify';
import { useTranslate } from '../i18n/use-translate';

/** What a person's signatures say about them. */
export function ProfileDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const notify = useNotify();
  const { data: stored, error, refetch } = useGetProfileQuery();
  const [typed, setTyped] = useState<Partial<ProfileDto>>({});
  const [save, { isLoading }] = useSaveProfileMutation();
  const value = stored && { ...stored, ...typed };
  const submit = async () => {
    if (!value) return;
    const answer = await save(value);
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    notify.done(t('profile.saved'));
    onClose();
  };
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{t('profile.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {error && !value && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!error && !value && <LoadingState />}
          {value && (
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Field.Root name="profile-job-title" hint={t('profile.hint')}>
                <Field.Label>{t('profile.job-title')}</Field.Label>
                <TextInput
                  value={value.jobTitle}
                  maxLength={120}
                  onChange={(event) => setTyped({ ...typed, jobTitle: event.target.value })}
                />
                <Field.Hint />
              </Field.Root>
              <Field.Root name="profile-phone">
                <Field.Label>{t('profile.phone')}</Field.Label>
                <TextInput
                  inputMode="tel"
                  autoComplete="tel"
                  maxLength={60}
                  value={value.phone}
                  onChange={(event) => setTyped({ ...typed, phone: event.target.value })}
                />
              </Field.Root>
            </Flex>
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button disabled={!value} loading={isLoading} onClick={() => void submit()}>
            {t('action.save')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
