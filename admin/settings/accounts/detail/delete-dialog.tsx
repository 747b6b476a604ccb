import { Flex, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useDeleteAccountMutation } from '../../../api/accounts';
import { ConfirmButton } from '../../../components/confirm-button';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';

export function DeleteDialog({ account }: { account: AccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [deleteAccount, { isLoading }] = useDeleteAccountMutation();
  const confirm = async () => {
    const answer = await deleteAccount(account.id);
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    notify.done(t('account.delete.done', { name: account.name }));
    navigate(ACCOUNT_PATHS.list, { replace: true });
  };
  return (
    <ConfirmButton
      label={t('action.delete')}
      title={t('account.delete.title', { name: account.name })}
      confirmLabel={t('account.delete.confirm')}
      variant="danger-light"
      startIcon={<Trash />}
      loading={isLoading}
      onConfirm={() => void confirm()}
    >
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Typography>{t('account.delete.lost', { address: account.address })}</Typography>
        <Typography>{t('account.delete.kept')}</Typography>
        <Typography>{t('account.delete.instead')}</Typography>
      </Flex>
    </ConfirmButton>
  );
}
