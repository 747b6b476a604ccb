import { Page } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import type { MailAccountDto } from '../../../../server/api/contracts/accounts';
import { useGetAccountQuery, useUpdateAccountMutation } from '../../../api/accounts';
import { ErrorState } from '../../../components/error-state';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { EditNumber } from '../whatsapp/form/edit-number';
import { AccountForm } from './account-form';
import { toUpdate, valuesOf, type AccountFormValues } from './form-values';

export function EditAccountPage() {
  const { accountId = '' } = useParams<{ accountId: string }>();
  const { data: account, error, refetch } = useGetAccountQuery(accountId);
  if (error && !account) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!account) return <Page.Loading />;
  return account.kind === 'imap' ? <EditMailAccount account={account} /> : <EditNumber account={account} />;
}

function EditMailAccount({ account }: { account: MailAccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [updateAccount] = useUpdateAccountMutation();
  const values = useMemo(() => valuesOf(account), [account]);
  const { id } = account;

  const save = async (changed: AccountFormValues) => {
    await updateAccount({ id, changes: toUpdate(changed) }).unwrap();
    notify.done(t('form.saved'));
    navigate(ACCOUNT_PATHS.detail(id));
  };
  return (
    <Page.Main>
      <AccountForm
        title={account.name}
        subtitle={t('form.edit.subtitle')}
        fallback={ACCOUNT_PATHS.detail(id)}
        initialValues={values}
        stored={{ id, values, passwordUpdatedAt: account.passwordUpdatedAt }}
        onSave={save}
      />
    </Page.Main>
  );
}
