import { Flex, Typography } from '@strapi/design-system';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { useDeliveryText } from './use-delivery-text';

/** Only whom it did not reach, or not yet: a list of all whom it did would hide them. */
export function RecipientOutcomes({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const deliveryText = useDeliveryText();
  const troubled = message.recipients.filter(
    ({ status, delivery }) => status === 'rejected' || delivery?.action === 'failed' || delivery?.action === 'delayed'
  );
  if (troubled.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} aria-label={t('message.refused')}>
      {troubled.map(({ address, message: reason, delivery }) => (
        <li key={address}>
          <Typography
            variant="pi"
            textColor={delivery?.action === 'delayed' ? 'warning700' : 'danger600'}
            style={{ overflowWrap: 'anywhere' }}
          >
            {delivery ? (
              deliveryText(address, delivery)
            ) : (
              <>
                {t('message.refused.recipient')} <ForeignText>{address}</ForeignText>
                {reason && (
                  <>
                    {': '}
                    <ForeignText>{reason}</ForeignText>
                  </>
                )}
              </>
            )}
          </Typography>
        </li>
      ))}
    </Flex>
  );
}
