import { Button, Field, Flex, Modal, TextInput, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useDeleteAccountMutation } from '../../../api/accounts';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { DeletionCounts } from './deletion-counts';

/** Asks twice: what will be gone, in numbers, and then the address, which nobody types by mistake. */
export function DeleteDialog({ account }: { account: AccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  // A number's address is known only once Meta has said it.
  const address = account.address || account.name;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [deleteAccount, { isLoading }] = useDeleteAccountMutation();

  const change = (next: boolean) => {
    setOpen(next);
    setTyped('');
    setProblem(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (typed.trim().toLowerCase() !== address.toLowerCase()) {
      setProblem(t('account.delete.mismatch'));
      return;
    }
    const answer = await deleteAccount(account.id);
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    notify.done(t('account.delete.done', { name: account.name }));
    navigate(ACCOUNT_PATHS.list, { replace: true });
  };
  return (
    <Modal.Root open={open} onOpenChange={change}>
      <Modal.Trigger>
        <Button variant="danger-light" startIcon={<Trash />} loading={isLoading}>
          {t('action.delete')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <form onSubmit={(event) => void submit(event)}>
          <Modal.Header closeLabel={t('action.close')}>
            <Modal.Title>{t('account.delete.title', { name: account.name })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <DeletionCounts accountId={account.id} />
              <Typography>
                {t(account.kind === 'imap' ? 'account.delete.lost' : 'whatsapp.delete.lost', { address })}
              </Typography>
              <Typography>{t(account.kind === 'imap' ? 'account.delete.kept' : 'whatsapp.delete.kept')}</Typography>
              <Typography>{t('account.delete.instead')}</Typography>
              <Field.Root name="deletedAddress" error={problem} required>
                <Field.Label>
                  {t(account.kind === 'imap' ? 'account.delete.type' : 'whatsapp.delete.type', { address })}
                </Field.Label>
                <TextInput
                  autoComplete="off"
                  spellCheck={false}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
                <Field.Error />
              </Field.Root>
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Modal.Close>
              <Button variant="tertiary">{t('action.cancel')}</Button>
            </Modal.Close>
            <Button type="submit" variant="danger" loading={isLoading}>
              {t('account.delete.confirm')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
