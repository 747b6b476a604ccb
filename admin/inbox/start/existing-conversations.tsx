import { Flex, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { ExistingConversationDto } from '../../../server/api/contracts/start';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath } from '../inbox-paths';
import { StatusBadge } from '../status-badge';

interface Props {
  existing: readonly ExistingConversationDto[];
  /** On WhatsApp a new message goes into it all the same. */
  joins: boolean;
}

/** Before a second conversation about the same begins: those that there are with this person. */
export function ExistingConversations({ existing, joins }: Props) {
  const t = useTranslate();
  if (existing.length === 0) return null;
  return (
    <div data-existing-conversations role="status">
      <Notice tone="info">
        <Flex direction="column" alignItems="stretch" gap={2}>
          <Typography variant="pi">{t(joins ? 'start.existing.whatsapp' : 'start.existing.mail')}</Typography>
          {existing.map(({ id, subject, preview, status, lastMessageAt }) => (
            <Flex key={id} gap={2} wrap="wrap">
              <Link to={conversationPath(id)}>
                <Typography variant="pi" fontWeight="semiBold" textColor="primary700">
                  <ForeignText>{subject || preview || t('start.existing.open')}</ForeignText>
                </Typography>
              </Link>
              <StatusBadge status={status} />
              <Typography variant="pi" textColor="neutral700">
                <InstantText at={lastMessageAt} />
              </Typography>
            </Flex>
          ))}
        </Flex>
      </Notice>
    </div>
  );
}
