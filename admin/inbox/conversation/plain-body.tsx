import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useTranslate } from '../../i18n/use-translate';
import { splitQuotedText } from './quoted-text';

const Text = styled(Typography)`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

/** Text as it is, with the history that mail clients append folded away. */
export function PlainBody({ text, subject }: { text: string; subject: string }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const { fresh, quoted } = splitQuotedText(text, subject);
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Text tag="div" dir="auto">
        {fresh}
      </Text>
      {quoted && (
        <TextButton aria-expanded={open} onClick={() => setOpen((before) => !before)}>
          {t(open ? 'message.quoted.hide' : 'message.quoted.show')}
        </TextButton>
      )}
      {quoted && open && (
        <Text tag="div" dir="auto" textColor="neutral600">
          {quoted}
        </Text>
      )}
    </Flex>
  );
}
