import { Box, Flex, Textarea } from '@strapi/design-system';
import { useRef } from 'react';
import { MAX_TEMPLATE_BODY, type CreateTemplate } from '../../../server/api/contracts/templates';
import { insertContent } from '../../inbox/composer/insert-content';
import { RichEditor } from '../../inbox/composer/rich-editor';
import { useTranslate } from '../../i18n/use-translate';
import { VariablePicker } from './variable-picker';

interface Props {
  medium: CreateTemplate['medium'];
  value: string;
  onChange: (body: string) => void;
}

/** Rich text for mail, plain text for WhatsApp, and a way to put variables in at the caret. */
export function BodyField({ medium, value, onChange }: Props) {
  const t = useTranslate();
  const field = useRef<HTMLDivElement>(null);
  const insert = (name: string) => {
    const text = `{{${name}}}`;
    if (field.current) insertContent(field.current, { html: null, text });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex>
        <VariablePicker onChoose={insert} />
      </Flex>
      <Box ref={field}>
        {medium === 'email' ? (
          <RichEditor
            label={t('templates.body')}
            placeholder={t('templates.body.placeholder')}
            html={value}
            version={0}
            takesFocus={false}
            disabled={false}
            onChange={({ html }) => onChange(html)}
            onFiles={() => undefined}
            // A picture would be a file of each answer; templates have none.
            uploadImage={() => Promise.resolve(null)}
            onSubmit={() => undefined}
          />
        ) : (
          <Textarea
            aria-label={t('templates.body')}
            placeholder={t('templates.body.placeholder')}
            maxLength={MAX_TEMPLATE_BODY}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Box>
    </Flex>
  );
}
