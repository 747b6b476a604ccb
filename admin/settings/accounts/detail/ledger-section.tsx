import type { HealthDto } from '../../../../server/api/contracts/accounts';
import { Link } from '@strapi/design-system';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { ACCOUNT_PATHS } from '../account-paths';
import { LEDGER_PARTS } from '../journal/ledger-parts';
import { DeadJobs } from './dead-jobs';
import { Fact } from './fact';
import { Facts } from './facts';

interface Props {
  accountId: string;
  health: HealthDto;
}

/** What arrived and what became of it, so that everyone can add it up. */
export function LedgerSection({ accountId, health }: Props) {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  return (
    <Section title={t('ledger.title')} hint={t('ledger.hint')}>
      <Facts>
        {LEDGER_PARTS.map((part) => (
          <Fact key={part} label={t(`ledger.${part}`)}>
            <Link tag={NavLink} to={ACCOUNT_PATHS.journal(accountId, part)}>
              {formatNumber(health.ledger[part])}
            </Link>
          </Fact>
        ))}
      </Facts>
      <DeadJobs accountId={accountId} jobs={health.deadJobs} />
    </Section>
  );
}
