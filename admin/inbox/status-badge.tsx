import { Badge, type BadgeProps } from '@strapi/design-system';
import type { ConversationStatus } from '../../server/api/contracts/inbox';
import { useTranslate } from '../i18n/use-translate';

const LOOK: Record<ConversationStatus, Pick<BadgeProps, 'variant' | 'backgroundColor' | 'textColor'>> = {
  open: { variant: 'success' },
  // The theme's own warning is too pale to read on its ground.
  pending: { backgroundColor: 'warning100', textColor: 'neutral800' },
  snoozed: { variant: 'secondary' },
  closed: { variant: 'neutral' },
  spam: { variant: 'neutral' },
};

export function StatusBadge({ status }: { status: ConversationStatus }) {
  const t = useTranslate();
  return (
    <Badge {...LOOK[status]} size="S">
      {t(`conversation.status.${status}`)}
    </Badge>
  );
}
