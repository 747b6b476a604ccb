import { Table, Tbody, Th, Thead, Tr, Typography, VisuallyHidden } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { AccountRow } from './account-row';
import { StackedAccountRow } from './stacked-account-row';

export function AccountsTable({ accounts }: { accounts: AccountDto[] }) {
  const t = useTranslate();
  const narrow = useIsMobile();
  const columns = narrow
    ? [t('accounts.title')]
    : [t('account.name'), t('account.kind'), t('account.reach'), t('account.state'), t('health.last-success')];
  const Row = narrow ? StackedAccountRow : AccountRow;
  return (
    <Table colCount={columns.length + 1} rowCount={accounts.length + 1}>
      <Thead>
        <Tr>
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma">{column}</Typography>
            </Th>
          ))}
          <Th>
            <VisuallyHidden>{t('accounts.actions')}</VisuallyHidden>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {accounts.map((account) => (
          <Row key={account.id} account={account} />
        ))}
      </Tbody>
    </Table>
  );
}
