import { Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { ConversationDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { INBOX_PATH } from '../inbox-paths';

/** The host's own record, in the content manager, and whatever else they wrote. */
export function CustomerLink({ customer }: { customer: NonNullable<ConversationDto['customer']> }) {
  const t = useTranslate();
  const to = `/content-manager/collection-types/${customer.uid}/${customer.documentId}`;
  return (
    <Typography variant="omega">
      {t('conversation.customer')}{' '}
      <Link tag={NavLink} to={to}>
        {customer.name}
      </Link>
      {' · '}
      <Link tag={NavLink} to={`${INBOX_PATH}?${new URLSearchParams({ customer: customer.documentId }).toString()}`}>
        {t('conversation.customer.all')}
      </Link>
    </Typography>
  );
}
