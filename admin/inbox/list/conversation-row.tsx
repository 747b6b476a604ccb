import { Badge, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { memo } from 'react';
import { styled } from 'styled-components';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { useTranslate } from '../../i18n/use-translate';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { personAddress } from '../whatsapp/person-address';
import { RowPresence } from '../realtime/row-presence';
import { ListWindowMark } from '../whatsapp/window/list-window-mark';
import { StatusBadge } from '../status-badge';
import { MatchExcerpt } from './match-excerpt';
import { MediumMark } from './medium-mark';
import { RowCheckbox } from './selection/row-checkbox';
import { RowLink } from './row-link';
import { RowTags } from './row-tags';

interface Props {
  conversation: ConversationDto;
  selected: boolean;
  tabStop: boolean;
  href: string;
}

function Row({ conversation, selected, tabStop, href }: Props) {
  const t = useTranslate();
  const { account, contact, subject, preview, unreadCount, assignee, status } = conversation;
  const unread = unreadCount > 0;
  return (
    <Item>
      <RowCheckbox id={conversation.id} name={contact.name || contact.address} />
      <RowLink
        to={href}
        data-conversation={conversation.id}
        data-unread={unread}
        aria-current={selected ? 'true' : undefined}
        tabIndex={tabStop ? 0 : -1}
        $selected={selected}
        $unread={unread}
      >
        <Flex justifyContent="space-between" gap={2}>
          <Typography fontWeight={unread ? 'bold' : 'semiBold'} ellipsis>
            <ForeignText>{contact.name || contact.address}</ForeignText>
          </Typography>
          <Typography variant="pi" textColor="neutral600" style={{ flexShrink: 0 }}>
            <InstantText at={conversation.lastMessageAt} />
          </Typography>
        </Flex>
        <Flex justifyContent="space-between" gap={2}>
          <Typography fontWeight={unread ? 'bold' : 'regular'} ellipsis>
            <ForeignText>
              {subject || (isWhatsApp(conversation) ? personAddress(contact.address, t) : t('conversation.no-subject'))}
            </ForeignText>
          </Typography>
          {unread && (
            <Badge active style={{ flexShrink: 0 }}>
              {unreadCount}
              <VisuallyHidden>{t('inbox.row.unread')}</VisuallyHidden>
            </Badge>
          )}
        </Flex>
        {conversation.match ? (
          <MatchExcerpt match={conversation.match} />
        ) : (
          <Typography variant="pi" textColor="neutral600" ellipsis>
            <ForeignText>{preview}</ForeignText>
          </Typography>
        )}
        <RowTags tags={conversation.tags} />
        <Flex gap={2} justifyContent="space-between" wrap="wrap">
          <Typography variant="pi" textColor="neutral600" ellipsis>
            <MediumMark whatsApp={isWhatsApp(conversation)} /> {account.name} ·{' '}
            {assignee ? assignee.name : t('inbox.filter.assignee.nobody')}
          </Typography>
          <Flex gap={2} wrap="wrap" marginLeft="auto" minWidth={0}>
            <RowPresence conversationId={conversation.id} />
            {isWhatsApp(conversation) && <ListWindowMark expiresAt={conversation.windowExpiresAt} />}
            {conversation.sendFailed && (
              <Typography variant="pi" fontWeight="bold" textColor="danger600">
                {t('inbox.row.failed')}
              </Typography>
            )}
            {conversation.hasDraft && (
              <Typography variant="pi" fontWeight="bold" textColor="warning600">
                {t('inbox.row.draft')}
              </Typography>
            )}
            <StatusBadge status={status} />
          </Flex>
        </Flex>
      </RowLink>
    </Item>
  );
}

const Item = styled.li`
  display: flex;
`;

/** The list is refreshed every few seconds; only the rows that changed are drawn again. */
export const ConversationRow = memo(Row);
