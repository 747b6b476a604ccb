import { Button, Flex, IconButton, LinkButton, Typography } from '@strapi/design-system';
import { Cross, Pencil } from '@strapi/icons';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useGetContactQuery } from '../../api/contacts';
import { ErrorState } from '../../components/error-state';
import { ForeignText } from '../../components/foreign-text';
import { LoadingState } from '../../components/loading-state';
import { Notice } from '../../components/notice';
import { useTranslate } from '../../i18n/use-translate';
import { CustomerLink } from '../conversation/customer-link';
import { useChangeConversation } from '../conversation/use-change-conversation';
import { startWithPath } from '../inbox-paths';
import { ContactConversations } from './contact-conversations';
import { ContactIdentities } from './contact-identities';
import { ContactNotes } from './contact-notes';

const Panel = styled.aside`
  position: absolute;
  inset: 0 0 0 auto;
  z-index: 3;
  width: min(36rem, 100%);
  overflow: auto;
  padding: ${({ theme }) => theme.spaces[4]};
  background: ${({ theme }) => theme.colors.neutral0};
  border-left: 1px solid ${({ theme }) => theme.colors.neutral150};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};

  @media (min-width: 1600px) {
    box-shadow: none;
  }
`;

interface Props {
  conversation: ConversationDetailDto;
  onClose: () => void;
}

/** Who it is that writes: their addresses, their customer, what colleagues know, and what else they wrote. */
export function ContactPanel({ conversation, onClose }: Props) {
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  const { contact } = conversation;
  const { data, error, refetch } = useGetContactQuery(contact.id, { refetchOnMountOrArgChange: true });
  // Whoever opened it by key or screen reader goes on in it.
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  return (
    <Panel aria-label={t('contact.title')} data-contact-panel onKeyDown={onKeyDown}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Flex justifyContent="space-between" alignItems="flex-start" gap={2}>
          <Typography
            variant="delta"
            tag="h3"
            ref={heading}
            tabIndex={-1}
            style={{ overflowWrap: 'anywhere', outline: 'none' }}
          >
            <ForeignText>{data?.name || contact.name || contact.address}</ForeignText>
          </Typography>
          <IconButton label={t('action.close')} variant="ghost" onClick={onClose}>
            <Cross />
          </IconButton>
        </Flex>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <LoadingState />}
        {data && (
          <>
            {conversation.senderBlocked && <Blocked conversation={conversation} />}
            <ContactIdentities identities={data.identities} />
            {isPerson(contact.address) && (
              <LinkButton
                tag={Link}
                to={startWithPath(conversation.account.id, contact.address, data.name)}
                size="S"
                variant="secondary"
                startIcon={<Pencil />}
              >
                {t('start.title')}
              </LinkButton>
            )}
            {data.customer && <CustomerLink customer={data.customer} />}
            <ContactNotes contact={data} />
            <ContactConversations contact={data} currentId={conversation.id} />
          </>
        )}
      </Flex>
    </Panel>
  );
}

/** A user name or an id of WhatsApp cannot be written to first. */
const isPerson = (address: string): boolean => address.includes('@', 1) || /^\+\d+$/.test(address);

function Blocked({ conversation: { id } }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const { change, isChanging } = useChangeConversation(id);
  return (
    <Notice
      tone="warning"
      action={
        <Button size="S" variant="secondary" loading={isChanging} onClick={() => void change({ blockSender: false })}>
          {t('spam.unblock')}
        </Button>
      }
    >
      {t('contact.blocked')}
    </Notice>
  );
}
