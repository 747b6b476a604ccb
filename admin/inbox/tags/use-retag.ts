import type { ConversationDetailDto } from '../../../server/api/contracts/inbox';
import type { ConversationTagDto } from '../../../server/api/contracts/tags';
import { useChangeTagsMutation } from '../../api/tags';
import { useNotify } from '../../components/use-notify';

type Choice = Omit<ConversationTagDto, 'retired'>;

/** Adds and removes one tag at a time: what a colleague does meanwhile with another stays as it is. */
export function useRetag({ id, tags }: Pick<ConversationDetailDto, 'id' | 'tags'>) {
  const notify = useNotify();
  const [changeTags] = useChangeTagsMutation();
  const change = async (what: { add: string[] } | { remove: string[] }, next: ConversationTagDto[]) => {
    const answer = await changeTags({ id, change: what, next });
    if ('error' in answer) notify.failed(answer.error);
  };
  return {
    add: ({ id: tagId, name, color }: Choice) =>
      void change({ add: [tagId] }, [
        ...tags.filter((tag) => tag.id !== tagId),
        { id: tagId, name, color, retired: false },
      ]),
    remove: ({ id: tagId }: Choice) =>
      void change(
        { remove: [tagId] },
        tags.filter((tag) => tag.id !== tagId)
      ),
  };
}
