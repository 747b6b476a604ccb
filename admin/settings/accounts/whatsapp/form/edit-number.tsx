import { Page } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { useUpdateAccountMutation } from '../../../../api/accounts';
import { useNotify } from '../../../../components/use-notify';
import { useTranslate } from '../../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../../account-paths';
import { NumberForm } from './number-form';
import { toNumberUpdate, valuesOfNumber, type NumberValues } from './number-values';

export function EditNumber({ account }: { account: WhatsAppAccountDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const [updateAccount] = useUpdateAccountMutation();
  const values = useMemo(() => valuesOfNumber(account), [account]);
  const { id } = account;
  const save = async (changed: NumberValues) => {
    await updateAccount({ id, changes: toNumberUpdate(changed) }).unwrap();
    notify.done(t('form.saved'));
    navigate(ACCOUNT_PATHS.detail(id));
  };
  return (
    <Page.Main>
      <NumberForm
        title={account.name}
        subtitle={t('form.edit.subtitle')}
        fallback={ACCOUNT_PATHS.detail(id)}
        initialValues={values}
        stored={{ id, values }}
        onSave={save}
      />
    </Page.Main>
  );
}
