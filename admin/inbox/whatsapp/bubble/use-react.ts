import { useSetReactionMutation } from '../../../api/whatsapp';
import { useNotify } from '../../../components/use-notify';

/** One reaction of ours for each message: another one takes its place, null takes it away. */
export function useReact(conversationId: string, messageId: string) {
  const notify = useNotify();
  const [setReaction, { isLoading }] = useSetReactionMutation();
  const react = async (emoji: string | null) => {
    const answer = await setReaction({ conversationId, messageId, reaction: { emoji } });
    if ('error' in answer) notify.failed(answer.error);
  };
  return { react, isLoading };
}
