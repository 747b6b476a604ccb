import type { HealthDto } from '../../../../server/api/contracts/accounts';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { useIntl } from 'react-intl';
import { DeadJobs } from './dead-jobs';
import { Fact } from './fact';
import { Facts } from './facts';

const PARTS = ['received', 'stored', 'duplicate', 'ignored', 'quarantined', 'pending'] as const;

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
        {PARTS.map((part) => (
          <Fact key={part} label={t(`ledger.${part}`)}>
            {formatNumber(health.ledger[part])}
          </Fact>
        ))}
      </Facts>
      <DeadJobs accountId={accountId} jobs={health.deadJobs} />
    </Section>
  );
}
