import { Flex, Typography } from '@strapi/design-system';
import type { MessageDto } from '../../../../server/api/contracts/inbox';
import { ForeignText } from '../../../components/foreign-text';
import { useTranslate } from '../../../i18n/use-translate';
import { excerptOf } from './excerpt';

/** Who wrote it and how it begins. Null: a message that is not at hand. */
export function ExcerptBox({ message }: { message: MessageDto | null }) {
  const t = useTranslate();
  if (!message)
    return (
      <Typography variant="pi" textColor="neutral700">
        {t('whatsapp.quote.elsewhere')}
      </Typography>
    );
  const { label, words } = excerptOf(message);
  const name =
    message.direction === 'outbound'
      ? (message.author?.name ?? t('whatsapp.from-us'))
      : message.from.name || message.from.address;
  return (
    <Flex direction="column" alignItems="flex-start" minWidth={0}>
      <Typography variant="pi" fontWeight="semiBold" textColor="primary600" style={{ overflowWrap: 'anywhere' }}>
        <ForeignText>{name}</ForeignText>
      </Typography>
      <Typography variant="pi" textColor="neutral700" textAlign="left" style={{ overflowWrap: 'anywhere' }}>
        {label && t(label)}
        {label && words && ' · '}
        {words && <ForeignText>{words}</ForeignText>}
      </Typography>
    </Flex>
  );
}
