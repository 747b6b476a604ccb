import { Box, Button, Field, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import type { TemplateButton } from '../../../server/templates/whatsapp/content';
import { useTranslate } from '../../i18n/use-translate';

const EMPTY = {
  'quick-reply': { type: 'quick-reply', text: '' },
  url: { type: 'url', text: '', url: 'https://' },
  'phone-number': { type: 'phone-number', text: '', phone: '+' },
} as const satisfies { [Type in TemplateButton['type']]: Extract<TemplateButton, { type: Type }> };
const TYPES = Object.keys(EMPTY) as TemplateButton['type'][];
const MOST = 10;

interface Props {
  value: readonly TemplateButton[];
  onChange: (value: TemplateButton[]) => void;
}

export function ButtonsField({ value, onChange }: Props) {
  const t = useTranslate();
  const replace = (index: number, next: TemplateButton) =>
    onChange(value.map((one, at) => (at === index ? next : one)));
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="group" aria-label={t('templates.buttons')}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {t('templates.buttons')}
      </Typography>
      {value.map((button, index) => (
        <Flex key={index} gap={2} alignItems="flex-end" wrap="wrap" data-template-button={button.type}>
          <Box flex="1 1 16rem">
            <Field.Root name={`button-${index}-text`}>
              <Field.Label>{t(`templates.button.${button.type}`)}</Field.Label>
              <TextInput
                size="S"
                value={button.text}
                onChange={({ target }) => replace(index, { ...button, text: target.value })}
              />
            </Field.Root>
          </Box>
          {button.type === 'url' && (
            <Box flex="2 1 20rem">
              <Field.Root name={`button-${index}-url`}>
                <Field.Label>{t('templates.button.address')}</Field.Label>
                <TextInput
                  size="S"
                  value={button.url}
                  onChange={({ target }) => replace(index, { ...button, url: target.value })}
                />
              </Field.Root>
            </Box>
          )}
          {button.type === 'phone-number' && (
            <Box flex="2 1 20rem">
              <Field.Root name={`button-${index}-phone`}>
                <Field.Label>{t('templates.button.phone')}</Field.Label>
                <TextInput
                  size="S"
                  value={button.phone}
                  onChange={({ target }) => replace(index, { ...button, phone: target.value })}
                />
              </Field.Root>
            </Box>
          )}
          <IconButton
            variant="ghost"
            label={t('templates.button.remove', { name: button.text || t(`templates.button.${button.type}`) })}
            onClick={() => onChange(value.filter((_one, at) => at !== index))}
          >
            <Trash />
          </IconButton>
        </Flex>
      ))}
      {value.length < MOST && (
        <Flex gap={2} wrap="wrap">
          {TYPES.map((type) => (
            <Button
              key={type}
              size="S"
              variant="tertiary"
              startIcon={<Plus />}
              onClick={() => onChange([...value, EMPTY[type]])}
            >
              {t(`templates.button.${type}`)}
            </Button>
          ))}
        </Flex>
      )}
    </Flex>
  );
}
