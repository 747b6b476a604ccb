import { useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { useForwardRequest } from '../forward-request';
import type { DraftHandle } from '../use-draft';
import type { MessageKind } from './kind-switch';
import { modeOf, withMode } from './recipients';

/** What kind of message is being written, chosen here or by a mail in the thread that is to go on. */
export function useAnswerKind(
  { draft, change }: Pick<DraftHandle, 'draft' | 'change'>,
  proposed: ConversationDetailDto['replyTo'],
  newestMailId: string | null,
  onForward: () => void
) {
  const mode = modeOf(draft, proposed);
  const value: MessageKind = draft.kind === 'note' ? 'note' : mode;
  const choose = (next: MessageKind) => {
    if (next === value) return;
    if (next === 'note') change({ kind: next });
    // Back from a note: whom it goes to is still what its writer chose.
    else if (draft.kind === 'note' && next === mode) change({ kind: 'reply' });
    else change(withMode(next, draft.forwardOf ?? newestMailId));
  };
  const { messageId, ask } = useForwardRequest();
  const opened = useRef(onForward);
  opened.current = onForward;
  useEffect(() => {
    if (messageId === null) return;
    opened.current();
    change(withMode('forward', messageId));
    ask(null);
  }, [messageId, ask, change]);
  return { value, choose };
}
