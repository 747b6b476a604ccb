import { Button, Field, Flex, Modal, TextInput, Typography } from '@strapi/design-system';
import { Key } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import type { MailAccountDto } from '../../../../server/api/contracts/accounts';
import { useUpdateAccountMutation } from '../../../api/accounts';
import { useCommandAccountMutation } from '../../../api/health';
import { useNotify } from '../../../components/use-notify';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';

/** Enters the password again; offered in every state, since the state may be the wrong one. */
export function ReconnectDialog({ account }: { account: MailAccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const errorText = useApiErrorText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [updateAccount, { isLoading }] = useUpdateAccountMutation();
  const [command] = useCommandAccountMutation();

  const change = (next: boolean) => {
    setOpen(next);
    setPassword('');
    setProblem(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands in the React tree of other forms, and React's events bubble along that tree.
    event.stopPropagation();
    if (!password) {
      setProblem(t('form.problem.required'));
      return;
    }
    const saved = await updateAccount({ id: account.id, changes: { password } });
    if ('error' in saved) {
      setProblem(errorText(saved.error));
      return;
    }
    const synced = account.state === 'paused' ? null : await command({ id: account.id, command: 'sync' });
    if (synced && 'error' in synced) notify.failed(synced.error);
    else notify.done(t('reconnect.done'));
    change(false);
  };
  return (
    <Modal.Root open={open} onOpenChange={change}>
      <Modal.Trigger>
        <Button variant="tertiary" startIcon={<Key />}>
          {t('reconnect.label')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <form onSubmit={(event) => void submit(event)}>
          <Modal.Header closeLabel={t('action.close')}>
            <Modal.Title>{t('reconnect.title')}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Typography>{t('reconnect.text', { username: account.username, host: account.imap.host })}</Typography>
              <Field.Root name="reconnectPassword" error={problem} required>
                <Field.Label>{t('form.password')}</Field.Label>
                <TextInput
                  type="password"
                  autoComplete="new-password"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
                <Field.Error />
              </Field.Root>
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Modal.Close>
              <Button variant="tertiary">{t('action.cancel')}</Button>
            </Modal.Close>
            <Button type="submit" loading={isLoading}>
              {t('reconnect.label')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
