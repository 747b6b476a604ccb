import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { ContactDetailDto } from '../../../server/api/contracts/contacts';
import { useGetConversationsOfQuery } from '../../api/contacts';
import { ErrorState } from '../../components/error-state';
import { ForeignText } from '../../components/foreign-text';
import { InstantText } from '../../components/instant-text';
import { LoadingState } from '../../components/loading-state';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath, INBOX_PATH } from '../inbox-paths';
import { StatusBadge } from '../status-badge';

const SHOWN = 6;

interface Props {
  contact: ContactDetailDto;
  /** The one that is open is no other. */
  currentId: string;
}

/** What else they wrote, on all accounts that the reader may see; of a customer, whoever wrote it. */
export function ContactConversations({ contact: { id, customer }, currentId }: Props) {
  const t = useTranslate();
  const filter: Record<string, string> = customer ? { customer: customer.documentId } : { contact: id };
  const { data, error, refetch } = useGetConversationsOfQuery(
    { ...filter, limit: SHOWN + 1 },
    { refetchOnMountOrArgChange: true }
  );
  const others = (data?.items ?? []).filter((conversation) => conversation.id !== currentId).slice(0, SHOWN);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} tag="section" aria-label={t('contact.conversations')}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography variant="sigma" tag="h4" textColor="neutral600">
          {t('contact.conversations')}
        </Typography>
        {others.length > 0 && (
          <Link tag={NavLink} to={`${INBOX_PATH}?${new URLSearchParams(filter).toString()}`}>
            {t('contact.conversations.all')}
          </Link>
        )}
      </Flex>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <LoadingState />}
      {data && others.length === 0 && (
        <Typography variant="pi" textColor="neutral600">
          {t('contact.conversations.none')}
        </Typography>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {others.map((conversation) => (
          <Flex key={conversation.id} tag="li" direction="column" alignItems="stretch" gap={1}>
            <Link tag={NavLink} to={conversationPath(conversation.id)}>
              <ForeignText>{conversation.subject || conversation.preview || t('conversation.no-subject')}</ForeignText>
            </Link>
            <Flex justifyContent="space-between" gap={2}>
              <Typography variant="pi" textColor="neutral600" ellipsis>
                {conversation.account.name} · <InstantText at={conversation.lastMessageAt} />
              </Typography>
              <StatusBadge status={conversation.status} />
            </Flex>
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}
