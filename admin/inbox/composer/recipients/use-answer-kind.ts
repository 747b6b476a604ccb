import { useEffect, useRef } from 'react';
import type { ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { useAnswerRequest } from '../answer-request';
import type { DraftHandle } from '../use-draft';
import type { MessageKind } from './kind-switch';
import { modeOf, withMode } from './recipients';

/** What kind of message is being written, chosen here or at a mail in the thread. */
export function useAnswerKind(
  { draft, change }: Pick<DraftHandle, 'draft' | 'change'>,
  proposed: ConversationDetailDto['replyTo'],
  newestMailId: string | null,
  /** Is the answered mail at hand, so that `proposed` is about it? */
  mailIsKnown: boolean,
  onRequest: () => void
) {
  const mode = modeOf(draft, proposed);
  const value: MessageKind = draft.kind === 'note' ? 'note' : mode;
  const choose = (next: MessageKind) => {
    if (next === value) return;
    if (next === 'note') change({ kind: next });
    // Back from a note: whom it goes to is still what its writer chose.
    else if (draft.kind === 'note' && next === mode) change({ kind: 'reply' });
    else if (next !== 'forward' && draft.replyOf !== null && mailIsKnown)
      change({
        ...withMode(next, null),
        replyOf: draft.replyOf,
        to: proposed.to,
        cc: next === 'reply-all' ? proposed.cc : [],
      });
    else change(withMode(next, draft.forwardOf ?? newestMailId));
  };
  const { request, ask } = useAnswerRequest();
  const opened = useRef(onRequest);
  opened.current = onRequest;
  useEffect(() => {
    if (request === null) return;
    opened.current();
    const { kind, message } = request;
    // Named here and now, since a page that is loaded again may not have that mail any more.
    change(
      kind === 'forward'
        ? withMode('forward', message.id)
        : { ...withMode('reply-all', null), ...message.replyTo, replyOf: message.id }
    );
    ask(null);
  }, [request, ask, change]);
  return { value, choose };
}
