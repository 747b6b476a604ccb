import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useRef, useState, type FormEvent } from 'react';
import type { WhatsAppTemplateContent } from '../../../../server/templates/whatsapp/content';
import { isTemplateVariable, type TemplateValues } from '../../../../server/templates/variables';
import { fillWhatsApp } from '../../../../server/templates/whatsapp/parameters';
import { useCreateMessageMutation } from '../../../api/messages';
import { Notice } from '../../../components/notice';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import { newKey } from '../../composer/draft';
import type { TemplateChoice } from '../../templates/matching-templates';
import { TemplateParts } from '../content/template-parts';
import { FormattedText } from '../formatting/formatted-text';

interface Props {
  conversationId: string;
  lastSeenMessageId: string | null;
  template: TemplateChoice;
  content: WhatsAppTemplateContent;
  values: TemplateValues;
  onBack: () => void;
}

/** The message as it will go out, with what it needs to know; its words cannot be changed, since Meta approved them. */
export function SendApproved({ conversationId, lastSeenMessageId, template, content, values, onBack }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const [create, { isLoading, error }] = useCreateMessageMutation();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [asked] = useState(() => fillWhatsApp(content, values).missing);
  // A second try of what may have been stored is the same request.
  const key = useRef(newKey());
  const filled = fillWhatsApp(content, { ...values, ...given });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (filled.missing.length > 0 || isLoading) return;
    const answer = await create({
      conversationId,
      message: {
        kind: 'template',
        templateId: template.id,
        values: given,
        attachmentIds: [],
        lastSeenMessageId,
        idempotencyKey: key.current,
      },
    });
    if ('data' in answer) onBack();
  };
  return (
    <form onSubmit={(event) => void send(event)} data-send-approved>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography fontWeight="bold">{template.name}</Typography>
        {asked.map((name, index) => (
          <Field.Root key={name} name={`value-${name}`} required>
            <Field.Label>
              {isTemplateVariable(name) ? t(`template.variable.${name}`) : t('whatsapp.templates.value', { name })}
            </Field.Label>
            <TextInput
              size="S"
              autoFocus={index === 0}
              maxLength={200}
              value={given[name] ?? ''}
              onChange={({ target }) => setGiven((before) => ({ ...before, [name]: target.value }))}
            />
          </Field.Root>
        ))}
        <Box background="success100" hasRadius padding={3} maxWidth="44rem" maxHeight="24rem" overflow="auto">
          <TemplateParts header={filled.header} footer={filled.footer} buttons={filled.buttons}>
            <FormattedText text={filled.body} />
          </TemplateParts>
        </Box>
        {error !== undefined && <Notice tone="danger">{errorText(error)}</Notice>}
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <Button variant="tertiary" disabled={isLoading} onClick={onBack}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={isLoading} disabled={filled.missing.length > 0}>
            {t('whatsapp.templates.send')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
