import { Flex, Typography } from '@strapi/design-system';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { AddressLine } from './address-line';
import { shownAddress } from './shown-address';

/** Who wrote to whom, and when. A note goes to nobody. */
export function MessageHead({ message }: { message: MessageDto }) {
  const t = useTranslate();
  const { from, to, cc, bcc, author, kind, direction, sentAt } = message;
  const elsewhere = direction === 'outbound' && kind === 'message' && author === null;
  return (
    <Flex justifyContent="space-between" alignItems="flex-start" gap={3} wrap="wrap">
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0} flex="1 1 20rem">
        <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
          {author ? author.name : <ForeignText>{shownAddress(from)}</ForeignText>}
        </Typography>
        {kind === 'message' && (
          <>
            <AddressLine label={t('message.to')} addresses={to} />
            <AddressLine label={t('message.cc')} addresses={cc} />
            <AddressLine label={t('message.bcc')} addresses={bcc} />
          </>
        )}
        {elsewhere && (
          <Typography variant="pi" textColor="neutral600">
            {t('message.sent-elsewhere')}
          </Typography>
        )}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        <InstantText at={sentAt} />
      </Typography>
    </Flex>
  );
}
