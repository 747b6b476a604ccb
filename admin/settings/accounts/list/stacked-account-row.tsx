import { Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { AccountDto } from '../../../../server/api/contracts/accounts';
import { useTranslate } from '../../../i18n/use-translate';
import { ACCOUNT_PATHS } from '../account-paths';
import { AccountStateBadge } from '../account-state-badge';
import { EditAccountButton } from './edit-account-button';
import { LastSuccess } from './last-success';

/** All of an account in one cell, for a phone: nothing that matters lies beyond the edge. */
export function StackedAccountRow({ account }: { account: AccountDto }) {
  const t = useTranslate();
  return (
    <Tr>
      <Td style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={3} paddingBottom={3}>
          <Link tag={NavLink} to={ACCOUNT_PATHS.detail(account.id)}>
            {account.name}
          </Link>
          <Typography variant="pi" textColor="neutral600">
            {t(`kind.${account.kind}`)} · {account.address}
          </Typography>
          <AccountStateBadge state={account.state} />
          {account.cause && (
            <Typography variant="pi" textColor="neutral600">
              {t(`trouble.${account.cause.code}.message`)}
            </Typography>
          )}
          <Flex gap={1} wrap="wrap">
            <Typography textColor="neutral600">{t('health.last-success')}:</Typography>
            <LastSuccess accountId={account.id} />
          </Flex>
        </Flex>
      </Td>
      <Td>
        <EditAccountButton account={account} />
      </Td>
    </Tr>
  );
}
