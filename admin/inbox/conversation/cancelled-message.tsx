import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { MessageBody } from './message-body';

/** Taken back before anybody got it: a line, whose words are there for who looks for them. */
export function CancelledMessage({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const [shown, setShown] = useState(false);
  return (
    <Flex
      tag="article"
      direction="column"
      alignItems="center"
      gap={1}
      data-message={message.id}
      data-kind="message"
      data-status="cancelled"
    >
      <Flex gap={2} wrap="wrap" justifyContent="center">
        <Typography variant="pi" textColor="neutral600" textAlign="center">
          {t('held.cancelled', { name: message.author?.name ?? '' })} · <InstantText at={message.sentAt} />
        </Typography>
        <TextButton aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'held.hide' : 'held.show')}
        </TextButton>
      </Flex>
      {shown && (
        <Box width="100%">
          <MessageBody message={message} />
        </Box>
      )}
    </Flex>
  );
}
