import type { ConversationDetailDto, CreateMessage } from '../../../server/api/contracts/inbox';
import { isForward, type Draft } from './draft';
import { mailHtml } from './editor/mail-html';
import type { Quoting } from './quote/use-quoting';
import { toAddressInput } from './recipients/address-list';
import { recipientsOf } from './recipients/recipients';

/** Is there anything that plain text could not say? The editor's own `p` and `br` are only line ends. */
const FORMATTING = /<(?:a|b|strong|i|em|u|ul|ol|blockquote|img)[\s>]/i;

/** The recipients are always sent along: what the writer saw is what happens. */
export function toMessage(
  draft: Draft,
  proposed: ConversationDetailDto['replyTo'],
  lastSeenMessageId: string | null | undefined,
  quoting: Quoting = {}
): CreateMessage {
  const body = {
    kind: draft.kind,
    text: draft.text.trim(),
    ...(FORMATTING.test(draft.html) ? { html: mailHtml(draft.html) } : {}),
    attachmentIds: draft.attachments.map(({ id }) => id),
    idempotencyKey: draft.idempotencyKey,
  };
  if (draft.kind === 'note') return body;
  const { to, cc, bcc } = recipientsOf(draft, proposed);
  return {
    ...body,
    // Without its mail the server refuses it: as an answer it would reach the wrong person.
    ...(isForward(draft)
      ? {
          kind: 'forward',
          ...(draft.forwardOf === null ? {} : { forwardOf: draft.forwardOf }),
          ...(draft.withoutFiles.length > 0 ? { withoutFileIds: draft.withoutFiles } : {}),
        }
      : {}),
    ...(!isForward(draft) && draft.replyOf !== null ? { replyOf: draft.replyOf } : {}),
    to: to.map(toAddressInput),
    cc: cc.map(toAddressInput),
    ...(bcc.length > 0 ? { bcc: bcc.map(toAddressInput) } : {}),
    lastSeenMessageId,
    ...quoting,
    ...(draft.signatureId === null ? {} : { signatureId: draft.signatureId }),
  };
}
