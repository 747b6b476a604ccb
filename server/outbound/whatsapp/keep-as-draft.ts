import type { Knex } from 'knex';
import type { CreateMessage } from '../../api/contracts/inbox';
import type { Conversation } from '../../conversations/conversation';
import { readDraft, writeDraft } from '../../drafts/draft-table';
import type { Access } from '../../security/scope';

/** What cannot go out is not lost: it is the writer's draft, unless that draft is stored already. */
export async function keepAsDraft(
  trx: Knex,
  access: Access,
  { id: conversationId, accountId }: Conversation,
  input: CreateMessage,
  now: number
): Promise<void> {
  if (!access.person) return;
  const owner = { conversationId, accountId, userId: access.person.id };
  if (await readDraft(trx, owner)) return;
  const content = {
    kind: 'reply' as const,
    mode: 'reply' as const,
    html: '',
    text: input.text ?? '',
    to: null,
    cc: null,
    bcc: null,
    forwardOf: null,
    withoutQuote: true,
    attachmentIds: input.attachmentIds,
    signatureId: null,
    idempotencyKey: input.idempotencyKey,
    ...(input.lastSeenMessageId === undefined ? {} : { seen: input.lastSeenMessageId }),
    unsettled: false,
    changedUnsettled: false,
  };
  await writeDraft(trx, owner, content, { revision: 0 }, now);
}
