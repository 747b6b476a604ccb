import { Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { AccountStateBadge } from '../account-state-badge';
import { EditAccountButton } from './edit-account-button';
import { LastSuccess } from './last-success';

export function AccountRow({ account }: { account: AccountDto }) {
  const t = useTranslate();
  return (
    <Tr>
      <Td>
        <Link tag={NavLink} to={ACCOUNT_PATHS.detail(account.id)}>
          {account.name}
        </Link>
      </Td>
      <Td>
        <Typography>{t(`kind.${account.kind}`)}</Typography>
      </Td>
      <Td>
        <Typography ellipsis>{account.address}</Typography>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
          <AccountStateBadge state={account.state} />
          {account.cause && (
            <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal', maxWidth: '36rem' }}>
              {t(`trouble.${account.cause.code}.message`)}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <LastSuccess accountId={account.id} />
      </Td>
      <Td>
        <EditAccountButton account={account} />
      </Td>
    </Tr>
  );
}
