import { Flex, Typography } from '@strapi/design-system';
import { ArrowRight, Information } from '@strapi/icons';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import type { WhatsAppContentDto } from '../../../../server/api/contracts/whatsapp-messages';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { AttachmentList } from '../../conversation/attachment-list';
import { FormattedText } from '../formatting/formatted-text';
import { ContactCards } from './contact-cards';
import { MediaList } from './media-list';
import { Order } from './order';
import { Place } from './place';
import { TemplateParts } from './template-parts';

const PLAIN: WhatsAppContentDto = { type: 'text' };

/** What the message is, each kind in its own way, and one that this page does not know by its words. */
export function MessageContent({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const content = message.whatsapp?.content ?? PLAIN;
  const words = message.text ? <FormattedText text={message.text} /> : null;
  switch (content.type) {
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return (
        <>
          <MediaList message={message} type={content.type} voice={content.voice} />
          {words}
        </>
      );
    case 'location':
      return <Place place={content} />;
    case 'contacts':
      return <ContactCards cards={content.cards} />;
    case 'order':
      return <Order order={content} />;
    case 'reply':
      return (
        <Flex gap={2} alignItems="flex-start">
          <ArrowRight aria-hidden fill="primary600" style={{ flexShrink: 0 }} />
          <Flex direction="column" alignItems="flex-start" minWidth={0}>
            <Typography variant="pi" textColor="neutral600">
              {t('whatsapp.content.reply')}
            </Typography>
            <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
              <ForeignText>{content.title}</ForeignText>
            </Typography>
            {content.description && (
              <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
                <ForeignText>{content.description}</ForeignText>
              </Typography>
            )}
          </Flex>
        </Flex>
      );
    case 'template':
      return (
        <>
          <Typography variant="pi" textColor="neutral600">
            {t('whatsapp.content.template', { name: content.name, language: content.language })}
          </Typography>
          <TemplateParts header={content.header ?? null} footer={content.footer ?? ''} buttons={content.buttons ?? []}>
            {words}
          </TemplateParts>
        </>
      );
    case 'welcome-request':
      return <Told text={t('whatsapp.content.welcome-request')} />;
    case 'unsupported':
      return (
        <Told
          text={
            content.original
              ? t('whatsapp.content.unsupported-kind', { kind: content.original })
              : t('whatsapp.content.unsupported')
          }
        />
      );
    default:
      return (
        <>
          {words}
          <AttachmentList message={message} />
        </>
      );
  }
}

const Told = ({ text }: { text: string }) => (
  <Flex gap={2} alignItems="flex-start">
    <Information aria-hidden fill="neutral600" style={{ flexShrink: 0 }} />
    <Typography textColor="neutral700">{text}</Typography>
  </Flex>
);
