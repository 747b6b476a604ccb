import { Button } from '@strapi/design-system';
import { ArrowsCounterClockwise, Check } from '@strapi/icons';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useUpdateConversationMutation } from '../../api/conversation';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';

export function StatusButton({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const [update, { isLoading }] = useUpdateConversationMutation();
  const closed = conversation.status === 'closed';
  const change = async () => {
    const answer = await update({ id: conversation.id, changes: { status: closed ? 'open' : 'closed' } });
    if ('error' in answer) notify.failed(answer.error);
  };
  return (
    <Button
      data-shortcut="close"
      size="S"
      variant={closed ? 'secondary' : 'tertiary'}
      startIcon={closed ? <ArrowsCounterClockwise /> : <Check />}
      loading={isLoading}
      onClick={() => void change()}
    >
      {t(closed ? 'conversation.reopen' : 'conversation.close')}
    </Button>
  );
}
