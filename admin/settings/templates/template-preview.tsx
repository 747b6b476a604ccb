import { Box, Flex, Typography } from '@strapi/design-system';
import type { CreateTemplate } from '../../../server/api/contracts/templates';
import { fillSubject, fillTemplate } from '../../../server/templates/language';
import type { WhatsAppTemplateContent } from '../../../server/templates/whatsapp/content';
import type { TemplateValues } from '../../../server/templates/variables';
import { SafeHtmlFrame } from '../../components/safe-html/safe-html-frame';
import { cleanRichText } from '../../components/safe-html/rich-text';
import { Section } from '../../components/section';
import { TemplateParts } from '../../inbox/whatsapp/content/template-parts';
import { FormattedText } from '../../inbox/whatsapp/formatting/formatted-text';
import { useTranslate } from '../../i18n/use-translate';
import { escapeText } from '../../../server/mail/html/escape-text';

interface Props {
  medium: CreateTemplate['medium'];
  subject: string;
  content: WhatsAppTemplateContent;
}

/** With the values of an example, and what has none as it is asked for: marked, never blank. */
export function TemplatePreview({ medium, subject, content }: Props) {
  const t = useTranslate();
  const { body } = content;
  const values: TemplateValues = {
    customer_name: t('templates.example.customer_name'),
    contact_name: t('templates.example.contact_name'),
    contact_address: 'marta@talleres.example',
    conversation_subject: t('templates.example.conversation_subject'),
    account_name: t('templates.example.account_name'),
    company_name: t('templates.example.company_name'),
    user_name: t('templates.example.user_name'),
    user_email: 'carmen@empresa.example',
    user_phone: '+34 960 000 000',
    user_job_title: t('templates.example.user_job_title'),
  };
  return (
    <Section title={t('templates.preview')} hint={t('templates.preview.hint')}>
      {subject !== '' && <Typography fontWeight="bold">{fillSubject(subject, values).text}</Typography>}
      {medium === 'email' ? (
        <Flex gap={4} wrap="wrap" alignItems="stretch">
          {(['paper', 'dark'] as const).map((ground) => (
            <Box key={ground} flex="1 1 28rem" minWidth={0} borderColor="neutral200" hasRadius overflow="hidden">
              <SafeHtmlFrame
                html={cleanRichText(fillTemplate(body, values, escapeText).text)}
                title={t('templates.preview')}
                ground={ground}
              />
            </Box>
          ))}
        </Flex>
      ) : (
        <Box background="success100" hasRadius padding={3} maxWidth="44rem">
          {body.trim() === '' ? (
            <Typography textColor="neutral600">{t('templates.body.placeholder')}</Typography>
          ) : (
            <TemplateParts
              header={content.header && fillTemplate(content.header.text, values).text}
              footer={content.footer}
              buttons={content.buttons.map(({ text }) => text)}
            >
              <FormattedText text={fillTemplate(body, values).text} />
            </TemplateParts>
          )}
        </Box>
      )}
    </Section>
  );
}
