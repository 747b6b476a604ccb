import type { AccountDto, HealthDto } from '../../../../server/api/contracts/accounts';
import { CountdownText } from '../../../components/countdown-text';
import { InstantText } from '../../../components/instant-text';
import { Notice } from '../../../components/notice';
import { Section } from '../../../components/section';
import { useTranslate } from '../../../i18n/use-translate';
import { AccountStateBadge } from '../account-state-badge';
import { TroubleText } from '../trouble-text';
import { Fact } from './fact';
import { Facts } from './facts';
import { FolderNotices } from './folder-notices';
import { ImportProgress } from './import-progress';
import { LagText } from './lag-text';
import { NumberReconnectDialog } from '../whatsapp/detail/number-reconnect-dialog';
import { ReconnectDialog } from './reconnect-dialog';

interface Props {
  account: AccountDto;
  health: HealthDto;
  /** The last refresh failed, so this is what was known before. */
  unreachable: boolean;
}

export function HealthSection({ account, health, unreachable }: Props) {
  const t = useTranslate();
  const { cause } = health;
  const nextTryAt = cause?.nextTryAt ?? health.nextTryAt;
  return (
    <Section title={t('health.title')} hint={unreachable ? t('health.stale') : t('health.hint')}>
      {cause && (
        <Notice
          tone={health.state === 'error' ? 'danger' : 'warning'}
          action={
            cause.class === 'refused' &&
            (account.kind === 'imap' ? (
              <ReconnectDialog account={account} />
            ) : (
              <NumberReconnectDialog account={account} />
            ))
          }
        >
          <TroubleText code={cause.code} />
        </Notice>
      )}
      {health.outbox.uncertain > 0 && (
        <Notice tone="warning" title={t('health.uncertain.title')}>
          {t('health.uncertain', { count: health.outbox.uncertain })}
        </Notice>
      )}
      <Facts>
        <Fact label={t('account.state')}>
          <AccountStateBadge state={health.state} />
        </Fact>
        {cause && (
          <Fact label={t('health.since')}>
            <InstantText at={cause.since} />
          </Fact>
        )}
        {nextTryAt && health.state !== 'paused' && (
          <Fact label={t('health.next-try')}>
            <CountdownText at={nextTryAt} />
          </Fact>
        )}
        <Fact label={t('health.last-success')}>
          {health.lastSuccessAt ? <InstantText at={health.lastSuccessAt} /> : t('health.never')}
        </Fact>
        {account.kind === 'imap' && (
          <Fact label={t('health.lag')}>
            <LagText seconds={health.lagSeconds} />
          </Fact>
        )}
        <Fact label={t('health.outbox')}>{t('health.outbox.counts', { ...health.outbox })}</Fact>
      </Facts>
      {account.kind === 'imap' && <ImportProgress progress={health.import} />}
      {account.kind === 'imap' && <FolderNotices notices={health.folderNotices} />}
    </Section>
  );
}
