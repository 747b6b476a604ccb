import { Flex, Typography } from '@strapi/design-system';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';

/** Only who was refused: a list of all who were not would hide them. */
export function RecipientOutcomes({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const refused = message.recipients.filter(({ status }) => status === 'rejected');
  if (refused.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} aria-label={t('message.refused')}>
      {refused.map(({ address, message: reason }) => (
        <li key={address}>
          <Typography variant="pi" textColor="danger600" style={{ overflowWrap: 'anywhere' }}>
            {t('message.refused.recipient')} <ForeignText>{address}</ForeignText>
            {reason && (
              <>
                {': '}
                <ForeignText>{reason}</ForeignText>
              </>
            )}
          </Typography>
        </li>
      ))}
    </Flex>
  );
}
