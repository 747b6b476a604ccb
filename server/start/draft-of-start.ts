import type { DraftContent } from '../api/contracts/drafts';
import type { StartInInbox } from '../api/contracts/start';

/** A first mail as the draft that its writer gets back who takes it back: of the conversation that it had begun. */
export function draftOfStart(input: StartInInbox, written: { text?: string; html?: string }): string {
  const addresses = (list: StartInInbox['to']) => (list ?? []).map(({ name = '', address }) => ({ name, address }));
  const content: DraftContent = {
    kind: 'reply',
    mode: 'reply',
    html: written.html ?? '',
    text: written.text ?? '',
    to: addresses(input.to),
    cc: addresses(input.cc),
    bcc: addresses(input.bcc),
    forwardOf: null,
    withoutQuote: true,
    attachmentIds: [...new Set(input.attachmentIds ?? [])],
    signatureId: input.signatureId ?? null,
    idempotencyKey: input.idempotencyKey,
    unsettled: false,
    changedUnsettled: false,
  };
  return JSON.stringify(content);
}
