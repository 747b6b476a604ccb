import { Flex, Typography } from '@strapi/design-system';
import { User } from '@strapi/icons';
import type { WhatsAppContentDto } from '../../../../server/api/contracts/whatsapp-messages';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';

type Card = Extract<WhatsAppContentDto, { type: 'contacts' }>['cards'][number];

export function ContactCards({ cards }: { cards: Card[] }) {
  const t = useTranslate();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={t('whatsapp.content.contacts')}>
      {cards.map(({ name, organisation, phones, emails }, index) => (
        <Flex key={index} tag="li" gap={2} alignItems="flex-start" padding={2} background="neutral100" hasRadius>
          <User aria-hidden fill="neutral600" style={{ flexShrink: 0 }} />
          <Flex direction="column" alignItems="flex-start" minWidth={0}>
            <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
              {name ? <ForeignText>{name}</ForeignText> : t('whatsapp.contact.unnamed')}
            </Typography>
            {[organisation, ...phones, ...emails].filter(Boolean).map((line, at) => (
              <Typography key={at} variant="pi" style={{ overflowWrap: 'anywhere' }}>
                <ForeignText>{line ?? ''}</ForeignText>
              </Typography>
            ))}
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
}
