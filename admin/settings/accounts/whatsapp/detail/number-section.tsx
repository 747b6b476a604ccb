import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { InstantText } from '../../../../components/instant-text';
import { Notice } from '../../../../components/notice';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { Fact } from '../../detail/fact';
import { Facts } from '../../detail/facts';
import { HealthNotice } from './health-notice';
import { knownWord, QUALITIES, SENDING, STATUSES } from './known-words';

const WARN_MS = 14 * 24 * 3_600_000;

/** What Meta says of the number, as it last said it. */
export function NumberSection({ account }: { account: WhatsAppAccountDto }) {
  const t = useTranslate();
  const { number, tokenExpiresAt, restrictions } = account;
  const expiring = tokenExpiresAt !== null && Date.parse(tokenExpiresAt) - Date.now() <= WARN_MS;
  const quality = knownWord(QUALITIES, number?.quality);
  const status = knownWord(STATUSES, number?.status);
  const sending = knownWord(SENDING, number?.health?.sending);
  const unknown = t('whatsapp.number.unknown');
  return (
    <Section title={t('whatsapp.number')} hint={t('whatsapp.number.hint')}>
      {restrictions.length > 0 && (
        <Notice tone="danger" title={t('trouble.whatsapp-restricted.message')}>
          {restrictions.map(({ type, until }) => (
            <div key={type}>
              <code>{type}</code> {until && <InstantText at={until} />}
            </div>
          ))}
          {t('trouble.whatsapp-restricted.action')}
        </Notice>
      )}
      {number?.health && <HealthNotice health={number.health} />}
      {expiring && (
        <Notice tone="warning" title={t('trouble.whatsapp-token-expiring.message')}>
          {t('trouble.whatsapp-token-expiring.action')}
        </Notice>
      )}
      <Facts>
        <Fact label={t('whatsapp.number')}>{number?.displayPhoneNumber ?? unknown}</Fact>
        <Fact label={t('whatsapp.number.name')}>{number?.verifiedName ?? unknown}</Fact>
        <Fact label={t('whatsapp.number.status')}>
          {status ? t(`whatsapp.status.${status}`) : (number?.status ?? unknown)}
        </Fact>
        <Fact label={t('whatsapp.number.quality')}>
          {quality ? t(`whatsapp.quality.${quality}`) : (number?.quality ?? unknown)}
        </Fact>
        <Fact label={t('whatsapp.number.sending')}>
          {sending ? t(`whatsapp.sending.${sending}`) : (number?.health?.sending ?? unknown)}
        </Fact>
        <Fact label={t('whatsapp.number.limit')}>{limitText(number?.messagingLimit) ?? unknown}</Fact>
        <Fact label={t('whatsapp.number.token')}>
          {tokenExpiresAt ? <InstantText at={tokenExpiresAt} /> : t('whatsapp.number.token.never')}
        </Fact>
        {number && (
          <Fact label={t('whatsapp.number.checked')}>
            <InstantText at={number.checkedAt} />
          </Fact>
        )}
      </Facts>
    </Section>
  );

  /** Meta writes `TIER_2K`; what it will write next year is shown as it is. */
  function limitText(limit: string | null | undefined): string | null {
    if (!limit) return null;
    if (limit === 'TIER_UNLIMITED') return t('whatsapp.limit.none');
    const tier = /^TIER_(\d+)(K?)$/.exec(limit);
    return tier ? t('whatsapp.limit', { count: Number(tier[1]) * (tier[2] ? 1000 : 1) }) : limit;
  }
}
