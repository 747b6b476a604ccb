import { Flex, Typography } from '@strapi/design-system';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { AttachmentList } from './attachment-list';
import { reportedRecipients } from './reported-recipients';
import { useDeliveryText } from './use-delivery-text';

/** What a mail system reported on an answer: in plain words, with the server's own below, and the report as a file. */
export function DeliveryEvent({ message }: { message: MessageDto }) {
  const deliveryText = useDeliveryText();
  const failed = message.event?.type === 'delivery-failed';
  return (
    <Flex
      direction="column"
      alignItems="center"
      gap={2}
      padding={failed ? 3 : 0}
      hasRadius
      {...(failed ? { background: 'danger100', borderColor: 'danger200' } : {})}
      data-message={message.id}
      data-kind="event"
      data-event={message.event?.type}
    >
      {reportedRecipients(message).map(({ address, delivery }) => (
        <Flex key={address} direction="column" alignItems="center" gap={1} maxWidth="100%">
          <Typography
            variant="pi"
            fontWeight={failed ? 'semiBold' : undefined}
            textColor={delivery.action === 'failed' ? 'danger700' : 'neutral600'}
            textAlign="center"
            style={{ overflowWrap: 'anywhere' }}
          >
            {deliveryText(address, delivery)} · <InstantText at={message.sentAt} />
          </Typography>
          {delivery.action === 'failed' && delivery.diagnostic !== '' && (
            <Typography variant="pi" textColor="neutral700" textAlign="center" style={{ overflowWrap: 'anywhere' }}>
              <ForeignText>{delivery.diagnostic}</ForeignText>
            </Typography>
          )}
        </Flex>
      ))}
      {failed && <AttachmentList message={message} />}
    </Flex>
  );
}
