import type { DraftContent, DraftDto } from '../../../server/api/contracts/drafts';
import { newDraft, type Draft } from './draft';

/** As the server keeps it: files by their ids. */
export const toContent = ({ attachments, ...draft }: Draft): DraftContent => ({
  ...draft,
  attachmentIds: attachments.map(({ id }) => id),
});

/** Files that are gone from the server are gone from the draft. */
export const fromStored = ({ content: { attachmentIds: _ids, ...content }, attachments }: DraftDto): Draft => ({
  ...newDraft(),
  ...content,
  seen: content.seen,
  attachments,
});

/** What a reader would see is the same, whatever the keys. */
export const saysTheSame = (a: Draft, b: Draft): boolean => essence(a) === essence(b);

const essence = (draft: Draft) => {
  const { idempotencyKey: _key, seen: _seen, unsettled: _u, changedUnsettled: _c, ...rest } = toContent(draft);
  return JSON.stringify(Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1)));
};
