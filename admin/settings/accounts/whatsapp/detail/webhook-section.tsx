import { Flex, Typography } from '@strapi/design-system';
import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { InstantText } from '../../../../components/instant-text';
import { Notice } from '../../../../components/notice';
import { Section } from '../../../../components/section';
import { useTranslate } from '../../../../i18n/use-translate';
import { Fact } from '../../detail/fact';
import { Facts } from '../../detail/facts';
import { CopiedValue } from './copied-value';

/** Meta calls only addresses of the open internet, by https. */
const REACHABLE = /^https:\/\//;

export function WebhookSection({ account }: { account: WhatsAppAccountDto }) {
  const t = useTranslate();
  const { webhookUrl, verifyToken, handshakeAt, lastEventAt, foreignCallback } = account;
  return (
    <Section title={t('whatsapp.webhook')} hint={t('whatsapp.webhook.hint')}>
      {!REACHABLE.test(webhookUrl) && (
        <Notice tone="warning" title={t('whatsapp.webhook.closed')}>
          {t('whatsapp.webhook.closed.text')}
        </Notice>
      )}
      {foreignCallback && (
        <Notice tone="danger" title={t('trouble.whatsapp-foreign-callback.message')}>
          <code>{foreignCallback}</code>
          <Typography tag="p" variant="pi">
            {t('trouble.whatsapp-foreign-callback.action')}
          </Typography>
        </Notice>
      )}
      <Flex direction="column" alignItems="stretch" gap={4}>
        <CopiedValue name="webhookUrl" label={t('whatsapp.webhook.url')} value={webhookUrl} />
        <CopiedValue name="verifyToken" label={t('whatsapp.webhook.token')} value={verifyToken} />
      </Flex>
      <Facts>
        <Fact label={t('whatsapp.webhook.handshake')}>
          {handshakeAt ? <InstantText at={handshakeAt} /> : t('health.never')}
        </Fact>
        <Fact label={t('whatsapp.webhook.event')}>
          {lastEventAt ? <InstantText at={lastEventAt} /> : t('health.never')}
        </Fact>
      </Facts>
    </Section>
  );
}
