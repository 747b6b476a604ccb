import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { InstantText } from '../../components/instant-text';
import { PLUGIN_ID } from '../../plugin-id';
import { eventValues } from './event-values';

/** Something that happened to the conversation: no mail, so it is small and in the middle. */
export function EventLine({ message }: { message: MessageDto }) {
  const { formatDate, formatMessage, messages } = useIntl();
  const id = `${PLUGIN_ID}.event.${message.event?.type ?? ''}`;
  /** An instant as the reader writes it. */
  const withTime = ({ until = 'none', ...values }: Record<string, string>) => ({
    ...values,
    until,
    at: until === 'none' ? '' : formatDate(until, { dateStyle: 'medium', timeStyle: 'short' }),
  });
  // An event that this page does not know yet still has the server's own words.
  const text = id in messages ? formatMessage({ id }, withTime(eventValues(message))) : message.text;
  if (!text) return null;
  return (
    <Flex justifyContent="center" data-message={message.id} data-kind="event">
      <Typography variant="pi" textColor="neutral600" textAlign="center">
        {text} · <InstantText at={message.sentAt} />
      </Typography>
    </Flex>
  );
}
