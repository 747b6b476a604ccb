import { Button, Flex, LinkButton } from '@strapi/design-system';
import { ArrowsCounterClockwise, Pencil, Play } from '@strapi/icons';
import { NavLink } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useCommandAccountMutation, type AccountCommand } from '../../../api/health';
import { ConfirmButton } from '../../../components/confirm-button';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { NumberReconnectDialog } from '../whatsapp/detail/number-reconnect-dialog';
import { DeleteDialog } from './delete-dialog';
import { ReconnectDialog } from './reconnect-dialog';

interface Props {
  account: AccountDto;
  state: AccountDto['state'];
}

export function AccountActions({ account, state }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const [command, { isLoading, originalArgs }] = useCommandAccountMutation();
  const run = async (name: AccountCommand) => {
    const answer = await command({ id: account.id, command: name });
    if ('error' in answer) notify.failed(answer.error);
    else notify.done(t(`account.${name}.done`));
  };
  // An account in error may have stopped by itself, and only a person's word starts it again.
  const again: AccountCommand = state === 'error' ? 'resume' : 'sync';
  // Nothing is fetched from a provider that calls by itself; its page has a check of its own.
  const offersAgain = again === 'resume' || account.kind === 'imap';
  const busy = (name: AccountCommand) => isLoading && originalArgs?.command === name;
  return (
    <Flex gap={2} wrap="wrap">
      {state === 'paused' ? (
        <Button variant="secondary" startIcon={<Play />} loading={busy('resume')} onClick={() => void run('resume')}>
          {t('account.resume')}
        </Button>
      ) : (
        <>
          {offersAgain && (
            <Button
              variant="secondary"
              startIcon={<ArrowsCounterClockwise />}
              loading={busy(again)}
              onClick={() => void run(again)}
            >
              {t(again === 'sync' ? 'account.sync' : 'account.try')}
            </Button>
          )}
          <ConfirmButton
            label={t('account.pause')}
            title={t('account.pause.title')}
            confirmLabel={t('account.pause')}
            loading={busy('pause')}
            onConfirm={() => void run('pause')}
          >
            {t(account.kind === 'imap' ? 'account.pause.text' : 'whatsapp.pause.text')}
          </ConfirmButton>
        </>
      )}
      {account.kind === 'imap' ? <ReconnectDialog account={account} /> : <NumberReconnectDialog account={account} />}
      <LinkButton tag={NavLink} to={ACCOUNT_PATHS.edit(account.id)} variant="tertiary" startIcon={<Pencil />}>
        {t('action.edit')}
      </LinkButton>
      <DeleteDialog account={account} />
    </Flex>
  );
}
