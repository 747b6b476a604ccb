import { Page } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useGetAccountQuery, useUpdateAccountMutation } from '../../../api/accounts';
import { ErrorState } from '../../../components/error-state';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { AccountForm } from './account-form';
import { toUpdate, valuesOf, type AccountFormValues } from './form-values';

export function EditAccountPage() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { accountId = '' } = useParams<{ accountId: string }>();
  const { data: account, error, refetch } = useGetAccountQuery(accountId);
  const [updateAccount] = useUpdateAccountMutation();
  const values = useMemo(() => (account ? valuesOf(account) : null), [account]);

  if (error && !account) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!account || !values) return <Page.Loading />;

  const save = async (changed: AccountFormValues) => {
    await updateAccount({ id: accountId, changes: toUpdate(changed) }).unwrap();
    notify.done(t('form.saved'));
    navigate(ACCOUNT_PATHS.detail(accountId));
  };
  return (
    <Page.Main>
      <AccountForm
        title={account.name}
        subtitle={t('form.edit.subtitle')}
        fallback={ACCOUNT_PATHS.detail(accountId)}
        initialValues={values}
        stored={{ id: accountId, values, passwordUpdatedAt: account.passwordUpdatedAt }}
        onSave={save}
      />
    </Page.Main>
  );
}
