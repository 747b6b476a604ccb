import { Button } from '@strapi/design-system';
import { ArrowsCounterClockwise, Check } from '@strapi/icons';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useTranslate } from '../../i18n/use-translate';
import { useChangeConversation } from './use-change-conversation';

export function StatusButton({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const { change, isChanging } = useChangeConversation(conversation.id);
  const closed = conversation.status === 'closed';
  return (
    <Button
      data-shortcut="close"
      size="S"
      variant={closed ? 'secondary' : 'tertiary'}
      startIcon={closed ? <ArrowsCounterClockwise /> : <Check />}
      loading={isChanging}
      onClick={() => void change({ status: closed ? 'open' : 'closed' })}
    >
      {t(closed ? 'conversation.reopen' : 'conversation.close')}
    </Button>
  );
}
