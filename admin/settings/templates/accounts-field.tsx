import { Field, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { CreateTemplate } from '../../../server/api/contracts/templates';
import { useGetTemplateAccountsQuery } from '../../api/templates';
import { useTranslate } from '../../i18n/use-translate';

interface Props {
  medium: CreateTemplate['medium'];
  value: string[];
  onChange: (ids: string[]) => void;
}

/** None chosen is all of them, also those that come later. */
export function AccountsField({ medium, value, onChange }: Props) {
  const t = useTranslate();
  const { formatList } = useIntl();
  const { data = [], isLoading } = useGetTemplateAccountsQuery(undefined, { refetchOnMountOrArgChange: true });
  const accounts = data.filter((account) => account.medium === medium);
  const names = accounts.filter(({ id }) => value.includes(id)).map(({ name }) => name);
  return (
    <Field.Root name="template-accounts" hint={t('templates.accounts.hint')}>
      <Field.Label>{t('templates.accounts')}</Field.Label>
      <MultiSelect
        loading={isLoading}
        placeholder={t('templates.accounts.all')}
        customizeContent={() => formatList(names)}
        value={value}
        onChange={onChange}
      >
        {accounts.map(({ id, name }) => (
          <MultiSelectOption key={id} value={id}>
            {name}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Field.Hint />
    </Field.Root>
  );
}
