import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useLocation, useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { INBOX_PATH } from '../inbox-paths';
import { StatusBadge } from '../status-badge';
import { AssigneeSelect } from './assignee-select';
import { CustomerLink } from './customer-link';
import { StatusButton } from './status-button';

const OnlyNarrow = styled.div`
  ${({ theme }) => theme.breakpoints.medium} {
    display: none;
  }
`;

export function ConversationHeader({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { contact, participants, subject, status, account, customer } = conversation;
  const others = participants.filter(({ address }) => address !== contact.address);
  return (
    <Flex
      tag="header"
      background="neutral0"
      padding={{ initial: 3, medium: 4 }}
      gap={3}
      wrap="wrap"
      alignItems="flex-start"
      justifyContent="space-between"
      style={{ flexShrink: 0 }}
    >
      <Flex gap={3} alignItems="flex-start" flex="1 1 24rem" minWidth={0}>
        <OnlyNarrow>
          <IconButton label={t('conversation.back')} variant="ghost" onClick={() => navigate(INBOX_PATH + search)}>
            <ArrowLeft />
          </IconButton>
        </OnlyNarrow>
        <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0}>
          <Flex gap={2} wrap="wrap">
            <Typography variant="delta" tag="h2" style={{ overflowWrap: 'anywhere' }}>
              <ForeignText>{subject || t('conversation.no-subject')}</ForeignText>
            </Typography>
            <StatusBadge status={status} />
          </Flex>
          <Typography variant="omega" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
            <ForeignText>{contact.name}</ForeignText> <ForeignText>{contact.address}</ForeignText> · {account.name}
            {others.length > 0 && ` · ${t('conversation.others', { count: others.length })}`}
          </Typography>
          {customer && <CustomerLink customer={customer} />}
        </Flex>
      </Flex>
      <Flex gap={2} wrap="wrap">
        <AssigneeSelect conversation={conversation} />
        <StatusButton conversation={conversation} />
      </Flex>
    </Flex>
  );
}
