import { Flex, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import { useDeleteConversationMutation } from '../../api/conversation';
import { ConfirmButton } from '../../components/confirm-button';
import { useNotify } from '../../components/use-notify';
import { useTranslate } from '../../i18n/use-translate';
import { INBOX_PATH } from '../inbox-paths';

export function DeleteConversation({ conversation }: { conversation: ConversationDetailDto }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [deleteConversation, { isLoading }] = useDeleteConversationMutation();
  const confirm = async () => {
    const answer = await deleteConversation(conversation.id);
    if ('error' in answer) {
      notify.failed(answer.error);
      return;
    }
    notify.done(t('conversation.delete.done'));
    navigate(INBOX_PATH + search, { replace: true });
  };
  return (
    <ConfirmButton
      label={t('action.delete')}
      title={t('conversation.delete.title')}
      confirmLabel={t('conversation.delete.confirm')}
      variant="danger-light"
      size="S"
      startIcon={<Trash />}
      loading={isLoading}
      onConfirm={() => void confirm()}
    >
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Typography>{t('conversation.delete.lost')}</Typography>
        <Typography>{t('conversation.delete.kept', { address: conversation.account.name })}</Typography>
        <Typography>{t('conversation.delete.again')}</Typography>
      </Flex>
    </ConfirmButton>
  );
}
