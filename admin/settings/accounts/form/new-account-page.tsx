import { Page } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';
import { useCreateAccountMutation } from '../../../api/accounts';
import { useNotify } from '../../../components/use-notify';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { AccountForm } from './account-form';
import { emptyValues, toCreate, type AccountFormValues } from './form-values';

export function NewAccountPage() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [createAccount] = useCreateAccountMutation();
  const save = async (values: AccountFormValues) => {
    const account = await createAccount(toCreate(values)).unwrap();
    notify.done(t('form.created'));
    navigate(ACCOUNT_PATHS.detail(account.id), { replace: true });
  };
  return (
    <Page.Main>
      <AccountForm
        title={t('form.new.title')}
        subtitle={t('form.new.subtitle')}
        fallback={ACCOUNT_PATHS.create}
        initialValues={emptyValues}
        stored={null}
        onSave={save}
      />
    </Page.Main>
  );
}
