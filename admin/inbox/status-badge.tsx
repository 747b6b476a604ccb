import { Badge, type BadgeProps } from '@strapi/design-system';
import type { ConversationStatus } from '../../server/api/contracts/inbox';
import { useTranslate } from '../i18n/use-translate';

const VARIANT: Record<ConversationStatus, BadgeProps['variant']> = {
  open: 'success',
  pending: 'warning',
  snoozed: 'secondary',
  closed: 'neutral',
  spam: 'neutral',
};

export function StatusBadge({ status }: { status: ConversationStatus }) {
  const t = useTranslate();
  return (
    <Badge variant={VARIANT[status]} size="S">
      {t(`conversation.status.${status}`)}
    </Badge>
  );
}
