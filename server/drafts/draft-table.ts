import { randomInt, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { draftContent, type DraftContent } from '../api/contracts/drafts';
import { toNumber } from '../database/columns';
import { TABLE } from '../database/models';

export interface StoredDraft {
  content: DraftContent;
  revision: number;
  /** Epoch milliseconds. */
  savedAt: number;
}

interface DraftRow {
  content: string;
  revision: number;
  saved_at: unknown;
}

/** Whose draft of which conversation: the database keeps it one. */
export interface DraftOwner {
  conversationId: string;
  userId: number;
}

const columns = ({ conversationId, userId }: DraftOwner) => ({
  conversation_document_id: conversationId,
  user_id: userId,
});

/** Null for a row that no contract of this version can read. */
export async function readDraft(on: Knex, owner: DraftOwner): Promise<StoredDraft | null> {
  const row = (await on(TABLE.draft).where(columns(owner)).first()) as DraftRow | undefined;
  return row ? toDraft(row) : null;
}

/** Answers the new revision; null when the stored one is not the revision that this one builds on. */
export async function writeDraft(
  trx: Knex,
  owner: DraftOwner & { accountId: string },
  draft: { content: DraftContent; revision: number },
  now: number
): Promise<number | null> {
  const values = {
    content: JSON.stringify(draft.content),
    idempotency_key: draft.content.idempotencyKey,
    saved_at: now,
  };
  const next = draft.revision + 1;
  const replaced = await trx(TABLE.draft)
    .where({ ...columns(owner), revision: draft.revision })
    .update({ ...values, revision: next });
  if (replaced === 1) return next;
  // Sent or thrown away meanwhile, or never stored: there is nothing that this could overwrite.
  if (await trx(TABLE.draft).where(columns(owner)).first('id')) return null;
  // No revision comes twice: a window that knows an earlier draft of this place must not take this one for it.
  const first = randomInt(1, 2 ** 30);
  await trx(TABLE.draft)
    .insert({ ...columns(owner), account_document_id: owner.accountId, ...values, revision: first })
    .onConflict(['conversation_document_id', 'user_id'])
    .ignore();
  const stored = (await trx(TABLE.draft).where(columns(owner)).first('content', 'revision')) as DraftRow | undefined;
  return stored?.content === values.content && stored.revision === first ? first : null;
}

/** False when another revision is stored. */
export async function removeDraft(trx: Knex, owner: DraftOwner, revision: number): Promise<boolean> {
  const removed = await trx(TABLE.draft)
    .where({ ...columns(owner), revision })
    .delete();
  return removed === 1 || (await trx(TABLE.draft).where(columns(owner)).first('id')) === undefined;
}

/**
 * With what was sent goes its draft, and no other: another window may have begun the next answer. Where the draft was
 * changed there since the `revision` that was sent, the change stays, as a message of its own.
 */
export async function removeSentDraft(
  trx: Knex,
  owner: DraftOwner,
  idempotencyKey: string,
  revision: number | undefined
): Promise<void> {
  const draft = { ...columns(owner), idempotency_key: idempotencyKey };
  const removed = await trx(TABLE.draft)
    .where(revision === undefined ? draft : { ...draft, revision })
    .delete();
  if (removed > 0) return;
  const changed = await readDraft(trx, owner);
  if (changed?.content.idempotencyKey !== idempotencyKey) return;
  const key = randomUUID();
  await trx(TABLE.draft)
    .where(draft)
    .update({ idempotency_key: key, content: JSON.stringify({ ...changed.content, idempotencyKey: key }) });
}

/** Of these conversations, those in which the person has a draft. */
export async function conversationsWithDraft(on: Knex, userId: number, ids: string[]): Promise<Set<string>> {
  const found = (await on(TABLE.draft)
    .where({ user_id: userId })
    .whereIn('conversation_document_id', ids)
    .pluck('conversation_document_id')) as string[];
  return new Set(found);
}

export function toDraft(row: DraftRow): StoredDraft | null {
  const content = draftContent.safeParse(JSON.parse(row.content));
  return content.success ? { content: content.data, revision: row.revision, savedAt: toNumber(row.saved_at) } : null;
}
