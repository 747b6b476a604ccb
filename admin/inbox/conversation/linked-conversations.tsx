import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink, useLocation } from 'react-router-dom';
import type { LinkedConversationDto } from '../../../server/api/contracts/inbox';
import { ForeignText } from '../../components/foreign-text';
import { useTranslate } from '../../i18n/use-translate';
import { conversationPath } from '../inbox-paths';

/** The same mail in other accounts of ours, so that two people do not answer the same customer unknowingly. */
export function LinkedConversations({ links }: { links: LinkedConversationDto[] }) {
  const t = useTranslate();
  const { search } = useLocation();
  if (links.length === 0) return null;
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="omega">{t('conversation.also-in')}</Typography>
      {links.map(({ id, account }) => (
        <Link key={id} tag={NavLink} to={conversationPath(id) + search}>
          <ForeignText>{account.address}</ForeignText>
        </Link>
      ))}
    </Flex>
  );
}
