import type { AddressDto, ConversationDetailDto } from '../../../../server/api/contracts/inbox';
import { isForward, type AnswerMode, type Draft } from '../draft';

export interface Recipients {
  to: AddressDto[];
  cc: AddressDto[];
  bcc: AddressDto[];
}

/** Whom the draft goes to: as its writer said, else as the kind of answer proposes. */
export function recipientsOf(draft: Draft, proposed: ConversationDetailDto['replyTo']): Recipients {
  const forward = isForward(draft);
  return {
    to: draft.to ?? (forward ? [] : proposed.to),
    cc: draft.cc ?? (draft.mode === 'reply-all' && !forward ? proposed.cc : []),
    bcc: draft.bcc ?? [],
  };
}

/** Without anybody else in the mail an answer to all is an answer. */
export const modeOf = (draft: Draft, proposed: ConversationDetailDto['replyTo']): AnswerMode =>
  draft.mode === 'reply-all' && proposed.cc.length === 0 ? 'reply' : draft.mode;

/** Another kind of answer begins with what it proposes; who was added by hand for the other one is not carried along. */
export const withMode = (mode: AnswerMode, forwardOf: string | null): Partial<Draft> => ({
  kind: 'reply',
  mode,
  forwardOf: mode === 'forward' ? forwardOf : null,
  withoutFiles: [],
  replyOf: null,
  to: null,
  cc: null,
  bcc: null,
});
