import { Status, Typography, type StatusVariant } from '@strapi/design-system';
import type { AccountDto } from '../../../server/api/contracts/accounts';
import { useTranslate } from '../../i18n/use-translate';

const VARIANT: Record<AccountDto['state'], StatusVariant> = { active: 'success', error: 'danger', paused: 'secondary' };

export function AccountStateBadge({ state }: { state: AccountDto['state'] }) {
  const t = useTranslate();
  return (
    <Status variant={VARIANT[state]} size="S">
      <Typography variant="omega" fontWeight="bold" textColor="currentColor">
        {t(`account.state.${state}`)}
      </Typography>
    </Status>
  );
}
