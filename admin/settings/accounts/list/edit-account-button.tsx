import { Flex, IconButton } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';

export function EditAccountButton({ account }: { account: AccountDto }) {
  const t = useTranslate();
  const navigate = useNavigate();
  return (
    <Flex justifyContent="flex-end">
      <IconButton
        label={t('accounts.edit', { name: account.name })}
        variant="ghost"
        onClick={() => navigate(ACCOUNT_PATHS.edit(account.id))}
      >
        <Pencil />
      </IconButton>
    </Flex>
  );
}
