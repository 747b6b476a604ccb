import type { UpdateConversation } from '../../../server/api/contracts/inbox';
import { useUpdateConversationMutation } from '../../api/conversation';
import { useNotify } from '../../components/use-notify';

/** A change of a conversation, which says why where it is refused. */
export function useChangeConversation(id: string) {
  const notify = useNotify();
  const [update, { isLoading }] = useUpdateConversationMutation();
  const change = async (changes: UpdateConversation): Promise<void> => {
    const answer = await update({ id, changes });
    if ('error' in answer) notify.failed(answer.error);
  };
  return { change, isChanging: isLoading };
}
