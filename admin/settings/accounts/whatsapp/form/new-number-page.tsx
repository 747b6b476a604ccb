import { Page } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';
import { useCreateAccountMutation } from '../../../../api/accounts';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../../account-paths';
import { NumberForm } from './number-form';
import { emptyNumber, toNewNumber, type NumberValues } from './number-values';

export function NewNumberPage() {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [createAccount] = useCreateAccountMutation();
  const save = async (values: NumberValues) => {
    const account = await createAccount(toNewNumber(values)).unwrap();
    notify.done(t('whatsapp.form.created'));
    navigate(ACCOUNT_PATHS.detail(account.id), { replace: true });
  };
  return (
    <Page.Main>
      <NumberForm
        title={t('whatsapp.form.title')}
        subtitle={t('whatsapp.form.subtitle')}
        fallback={ACCOUNT_PATHS.createWhatsApp}
        initialValues={emptyNumber}
        stored={null}
        onSave={save}
      />
    </Page.Main>
  );
}
