import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { draftContent } from '../api/contracts/drafts';
import type { CreateMessage } from '../api/contracts/inbox';
import type { Message } from '../conversations/message';
import { ATTACHMENTS, MESSAGES } from '../conversations/tables';
import { readDraft, writeDraft } from '../drafts/draft-table';
import type { Access, Scope } from '../security/scope';

/** The stored draft that a message is made of, to be given back to a writer who takes the message back. */
export async function draftOf(
  trx: Knex,
  access: Access,
  { id: conversationId }: { id: string },
  input: CreateMessage
): Promise<string | null> {
  const waits = input.undoable === true || input.sendAt !== undefined;
  if (!waits || !access.person || input.kind === 'note') return null;
  const draft = await readDraft(trx, { conversationId, userId: access.person.id });
  return draft?.content.idempotencyKey === input.idempotencyKey ? JSON.stringify(draft.content) : null;
}

/**
 * Makes the messages of one request the draft again that they were, with its files. Only for who wrote them, and only
 * where they have not begun another one. False: the words stay where they are, in the messages.
 */
export async function giveBackDraft(
  trx: Knex,
  scope: Scope,
  { conversationId, accountId, author }: Message,
  messageIds: string[],
  now: number
): Promise<boolean> {
  if (author?.id !== scope.person.id) return false;
  const owner = { conversationId, accountId, userId: scope.person.id };
  if (await readDraft(trx, owner)) return false;
  const row = (await trx(MESSAGES)
    .whereIn('document_id', messageIds)
    .whereNotNull('held_draft')
    .first('held_draft')) as { held_draft: string } | undefined;
  const kept = row && draftContent.safeParse(JSON.parse(row.held_draft));
  if (!kept?.success) return false;
  // The message keeps its key: what is sent later is another one.
  const content = { ...kept.data, idempotencyKey: randomUUID(), unsettled: false, changedUnsettled: false };
  await writeDraft(trx, owner, content, { revision: 0 }, now);
  await trx(ATTACHMENTS)
    .whereIn('message_document_id', messageIds)
    .where({ uploaded_by: scope.person.id })
    .update({ message_document_id: null, inline: false, content_id: null });
  return true;
}
