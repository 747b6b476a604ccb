import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowLeft, CaretDown, CaretUp, User } from '@strapi/icons';
import { useIsMobile } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { INBOX_PATH } from '../inbox-paths';
import { isWhatsApp } from '../whatsapp/is-whatsapp';
import { personAddress } from '../whatsapp/person-address';
import { StatusBadge } from '../status-badge';
import { ConversationTags } from '../tags/conversation-tags';
import { AssigneeSelect } from './assignee-select';
import { CustomerLink } from './customer-link';
import { DeleteConversation } from './delete-conversation';
import { LaterMenu } from './later-menu';
import { LinkedConversations } from './linked-conversations';
import { SnoozedUntil } from './snoozed-until';
import { SpamMenu } from './spam/spam-menu';
import { StatusButton } from './status-button';

/** Three lines at most: some mails have a subject that leaves no room for themselves. */
const Subject = styled(Typography)`
  overflow: hidden;
  overflow-wrap: anywhere;
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
`;

const nameOf = ({ name, address }: ConversationDetailDto['contact']) => name || address;

interface Props {
  conversation: ConversationDetailDto;
  contactShown: boolean;
  onShowContact: () => void;
}

/** A phone shows one line of the subject and what can be done; the rest is a touch away, so that the mail has room. */
export function ConversationHeader({ conversation, contactShown, onShowContact }: Props) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { search } = useLocation();
  const narrow = useIsMobile();
  const [opened, setOpened] = useState(false);
  const compact = narrow && !opened;
  const { contact, participants, subject, status, snoozedUntil, account, customer } = conversation;
  const others = participants.filter(({ address }) => address !== contact.address);
  return (
    <Flex
      tag="header"
      background="neutral0"
      padding={{ initial: 2, medium: 4 }}
      gap={narrow ? 2 : 3}
      wrap="wrap"
      alignItems="flex-start"
      justifyContent="space-between"
      style={{ flexShrink: 0 }}
    >
      <Flex gap={narrow ? 2 : 3} alignItems={compact ? 'center' : 'flex-start'} flex="1 1 24rem" minWidth={0}>
        {narrow && (
          <IconButton label={t('conversation.back')} variant="ghost" onClick={() => navigate(INBOX_PATH + search)}>
            <ArrowLeft />
          </IconButton>
        )}
        <Flex direction="column" alignItems="stretch" gap={1} minWidth={0} flex="1 1 0">
          <Flex gap={2} wrap={compact ? 'nowrap' : 'wrap'} justifyContent={compact ? 'space-between' : undefined}>
            <Subject variant="delta" tag="h2" ellipsis={compact} title={subject}>
              <ForeignText>
                {subject || (isWhatsApp(conversation) ? nameOf(contact) : t('conversation.no-subject'))}
              </ForeignText>
            </Subject>
            <Flex flex="0 0 auto">
              <StatusBadge status={status} />
              {snoozedUntil && <SnoozedUntil at={snoozedUntil} />}
            </Flex>
          </Flex>
          {!compact && (
            <>
              <Typography variant="omega" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
                <ForeignText>{contact.name}</ForeignText> <ForeignText>{personAddress(contact.address, t)}</ForeignText>{' '}
                · {account.name}
                {others.length > 0 && ` · ${t('conversation.others', { count: others.length })}`}
              </Typography>
              {customer && <CustomerLink customer={customer} />}
              <LinkedConversations links={conversation.alsoIn} />
              <ConversationTags conversation={conversation} />
            </>
          )}
        </Flex>
        {narrow && (
          <IconButton
            label={t(opened ? 'conversation.details.hide' : 'conversation.details.show')}
            variant="ghost"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {opened ? <CaretUp /> : <CaretDown />}
          </IconButton>
        )}
      </Flex>
      <Flex gap={2} wrap="wrap">
        <AssigneeSelect conversation={conversation} />
        {status !== 'spam' && (
          <>
            <LaterMenu conversation={conversation} />
            <StatusButton conversation={conversation} />
            {!compact && <SpamMenu conversation={conversation} />}
          </>
        )}
        {!compact && <DeleteConversation conversation={conversation} />}
        <IconButton
          label={t('contact.title')}
          variant="tertiary"
          data-shortcut="contact"
          aria-expanded={contactShown}
          onClick={onShowContact}
        >
          <User />
        </IconButton>
      </Flex>
    </Flex>
  );
}
