import { randomInt, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { draftContent, type DraftContent, type DraftMark } from '../api/contracts/drafts';
import { toNumber } from '../database/columns';
import { TABLE } from '../database/models';
import { nextWrite, type Known, type Standing } from './next-write';

export interface StoredDraft {
  content: DraftContent;
  revision: number;
  mark: DraftMark | null;
  /** Epoch milliseconds. */
  savedAt: number;
}

export interface DraftRow {
  content: string;
  revision: number;
  page: string | null;
  step: number | null;
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

export async function readDraft(on: Knex, owner: DraftOwner): Promise<StoredDraft | null> {
  const row = await firstRow(on, owner);
  return row ? toDraft(row) : null;
}

const firstRow = async (on: Knex, owner: DraftOwner): Promise<DraftRow | undefined> =>
  (await on(TABLE.draft).where(columns(owner)).first()) as DraftRow | undefined;

/** What is stored now; null when it is something that the writer does not know. */
export async function writeDraft(
  trx: Knex,
  owner: DraftOwner & { accountId: string },
  content: DraftContent,
  known: Known,
  now: number
): Promise<{ revision: number; savedAt: number } | null> {
  const values = {
    content: JSON.stringify(content),
    idempotency_key: content.idempotencyKey,
    page: known.mark?.page ?? null,
    step: known.mark?.step ?? null,
    saved_at: now,
    forsaken_since: null,
  };
  const stored = await firstRow(trx, owner);
  const next = stored && nextWrite(toStanding(stored), known);
  if (next === 'refuse') return null;
  if (stored && next === 'keep') return { revision: stored.revision, savedAt: toNumber(stored.saved_at) };
  if (stored) {
    const replaced = await trx(TABLE.draft)
      .where({ ...columns(owner), revision: stored.revision })
      .update({ ...values, revision: stored.revision + 1 });
    return replaced === 1 ? { revision: stored.revision + 1, savedAt: now } : null;
  }
  // Sent or thrown away meanwhile, or never stored: there is nothing that this could overwrite.
  // No revision comes twice: a window that knows an earlier draft of this place must not take this one for it.
  const first = randomInt(1, 2 ** 30);
  await trx(TABLE.draft)
    .insert({ ...columns(owner), account_document_id: owner.accountId, ...values, revision: first })
    .onConflict(['conversation_document_id', 'user_id'])
    .ignore();
  const inserted = await firstRow(trx, owner);
  return inserted?.content === values.content && inserted.revision === first ? { revision: first, savedAt: now } : null;
}

/** False when something is stored that the writer does not know. */
export async function removeDraft(trx: Knex, owner: DraftOwner, known: Known): Promise<boolean> {
  const stored = await firstRow(trx, owner);
  if (!stored) return true;
  const next = nextWrite(toStanding(stored), known);
  if (next !== 'replace') return next === 'keep';
  await trx(TABLE.draft)
    .where({ ...columns(owner), revision: stored.revision })
    .delete();
  return (await firstRow(trx, owner)) === undefined;
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
    .update({
      idempotency_key: key,
      content: JSON.stringify({ ...changed.content, idempotencyKey: key }),
      // No page goes on with it: what one writes next is another message.
      page: null,
      step: null,
    });
}

/** Null for a row that no contract of this version can read. */
export function toDraft(row: DraftRow): StoredDraft | null {
  const content = readContent(row.content);
  return content && { content, revision: row.revision, mark: markOf(row), savedAt: toNumber(row.saved_at) };
}

function readContent(stored: string): DraftContent | null {
  try {
    const content = draftContent.safeParse(JSON.parse(stored));
    return content.success ? content.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const markOf = ({ page, step }: DraftRow): DraftMark | null => (page && step !== null ? { page, step } : null);

const toStanding = (row: DraftRow): Standing => ({
  revision: row.revision,
  mark: markOf(row),
  readable: readContent(row.content) !== null,
});
