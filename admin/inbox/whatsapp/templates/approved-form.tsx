import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import type { WhatsAppTemplateContent } from '../../../../server/templates/whatsapp/content';
import { isTemplateVariable, type TemplateValues } from '../../../../server/templates/variables';
import { fillWhatsApp } from '../../../../server/templates/whatsapp/parameters';
import { Notice } from '../../../components/notice';
import { useApiErrorText } from '../../../i18n/use-api-error-text';
import { useTranslate } from '../../../i18n/use-translate';
import { TemplateParts } from '../content/template-parts';
import { FormattedText } from '../formatting/formatted-text';

interface Props {
  name: string;
  content: WhatsAppTemplateContent;
  values: TemplateValues;
  sending: boolean;
  /** Nobody is chosen yet to whom it could go. */
  incomplete?: boolean;
  error: unknown;
  /** With what was asked for. */
  onSend: (given: Record<string, string>) => void;
  onBack: () => void;
}

/** The message as it will go out, with what it needs to know; its words cannot be changed, since Meta approved them. */
export function ApprovedForm({ name, content, values, sending, incomplete = false, error, onSend, onBack }: Props) {
  const t = useTranslate();
  const errorText = useApiErrorText();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [asked] = useState(() => fillWhatsApp(content, values).missing);
  const filled = fillWhatsApp(content, { ...values, ...given });
  const unready = filled.missing.length > 0 || incomplete;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!unready && !sending) onSend(given);
  };
  return (
    <form onSubmit={send} data-send-approved>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography fontWeight="bold">{name}</Typography>
        {asked.map((variable, index) => (
          <Field.Root key={variable} name={`value-${variable}`} required>
            <Field.Label>
              {isTemplateVariable(variable)
                ? t(`template.variable.${variable}`)
                : t('whatsapp.templates.value', { name: variable })}
            </Field.Label>
            <TextInput
              size="S"
              autoFocus={index === 0}
              maxLength={200}
              value={given[variable] ?? ''}
              onChange={({ target }) => setGiven((before) => ({ ...before, [variable]: target.value }))}
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
          <Button variant="tertiary" disabled={sending} onClick={onBack}>
            {t('action.back')}
          </Button>
          <Button type="submit" loading={sending} disabled={unready}>
            {t('whatsapp.templates.send')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
