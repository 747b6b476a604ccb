import { Badge, Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { MessageDto } from '../../../server/api/contracts/inbox';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';
import { AnswerButtons } from './answer-buttons';
import { AttachmentList } from './attachment-list';
import { AutomaticBadge } from './automatic-badge';
import { DeliveryStatus } from './delivery-status';
import { InvitationList } from './invitation/invitation-list';
import { MailNotices } from './mail-notices';
import { MessageBody } from './message-body';
import { MessageHead } from './message-head';

type Look = 'inbound' | 'outbound' | 'note';

const Card = styled.article<{ $look: Look }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[3]};
  padding: ${({ theme }) => theme.spaces[4]};
  border: 1px ${({ $look }) => ($look === 'note' ? 'dashed' : 'solid')}
    ${({ theme, $look }) => ({ inbound: theme.colors.neutral150, outbound: theme.colors.primary200, note: theme.colors.warning200 })[$look]};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $look }) => ({ inbound: theme.colors.neutral0, outbound: theme.colors.primary100, note: theme.colors.warning100 })[$look]};
  min-width: 0;

  ${({ theme }) => theme.breakpoints.medium} {
    ${({ $look }) => ($look === 'inbound' ? 'margin-right' : 'margin-left')}: ${({ theme }) => theme.spaces[7]};
  }
`;

interface Props {
  conversationId: string;
  message: MessageDto;
}

export function MessageCard({ conversationId, message }: Props) {
  const t = useTranslate();
  const look: Look = message.kind === 'note' ? 'note' : message.direction;
  return (
    <Card
      $look={look}
      data-message={message.id}
      data-kind={message.kind}
      data-direction={message.direction}
      data-status={message.status}
      aria-label={t(`message.label.${look}`, {
        name: message.author?.name ?? (message.from.name || message.from.address),
      })}
    >
      <MessageHead message={message} />
      {look === 'note' && (
        <Flex>
          <Badge variant="warning">{t('message.note')}</Badge>
        </Flex>
      )}
      {message.automatic && look === 'inbound' && <AutomaticBadge />}
      {message.unverifiedSender && <Notice tone="warning">{t('message.unverified-sender')}</Notice>}
      <MailNotices message={message} />
      <InvitationList message={message} />
      <MessageBody message={message} />
      <AttachmentList message={message} />
      {message.kind === 'message' && <AnswerButtons message={message} />}
      {look === 'outbound' && <DeliveryStatus conversationId={conversationId} message={message} />}
    </Card>
  );
}
