import type { Knex } from 'knex';
import type { ConversationRow } from '../conversations/conversation';
import { mergeConversations } from '../conversations/merge-conversations';
import { CONVERSATIONS } from '../conversations/tables';
import { loadParticipants, readNames } from '../conversations/thread-memory';
import type { Dialect } from '../database/database';
import { TABLE } from '../database/models';

/**
 * Mails come in any order, so two conversations may turn out to be one: a mail links them that came later than both, or
 * somebody now takes part whose mail could not join before. Without this, who is with whom would depend on the order of
 * arrival. Answers which conversation became part of which.
 */
export async function mergeThreads(
  trx: Knex,
  dialect: Dialect,
  accountId: string,
  joins: [string, string][],
  grown: Iterable<string>,
  now: number
): Promise<Map<string, string>> {
  const merged = new Map<string, string>();
  const nowIn = (id: string) => merged.get(id) ?? id;
  const waiting = new Set(grown);

  const merge = async (a: string, b: string) => {
    if (nowIn(a) === nowIn(b)) return;
    const query = trx(CONVERSATIONS)
      .whereIn('document_id', [nowIn(a), nowIn(b)])
      .orderBy('id');
    if (dialect !== 'sqlite') query.forUpdate();
    const [into, from] = (await query) as ConversationRow[];
    if (!into || !from) return;
    await mergeConversations(trx, into, from, now);
    for (const [id, target] of merged) if (target === from.document_id) merged.set(id, into.document_id);
    merged.set(from.document_id, into.document_id);
    waiting.add(into.document_id);
  };

  for (const [a, b] of joins) await merge(a, b);
  for (const id of waiting) {
    waiting.delete(id);
    if (nowIn(id) === id) for (const other of await sameThread(trx, accountId, id)) await merge(id, other);
  }
  return merged;
}

interface Pair {
  other: string;
  my_message: string | null;
  my_names: string | null;
  their_message: string | null;
  their_names: string | null;
}

const MAX_PAIRS = 2_000;

/** Other conversations that share an id with this one, and whose people may be in it; see `mayJoin` in mail/thread. */
async function sameThread(trx: Knex, accountId: string, id: string): Promise<Set<string>> {
  const pairs = (await trx({ mine: TABLE.alias })
    .join({ theirs: TABLE.alias }, (join) =>
      join.on('theirs.account_document_id', 'mine.account_document_id').andOn('theirs.id_key', 'mine.id_key')
    )
    .where({ 'mine.account_document_id': accountId, 'mine.conversation_document_id': id })
    .whereNot('theirs.conversation_document_id', id)
    .limit(MAX_PAIRS)
    .select({
      other: 'theirs.conversation_document_id',
      my_message: 'mine.message_document_id',
      my_names: 'mine.named_by',
      their_message: 'theirs.message_document_id',
      their_names: 'theirs.named_by',
    })) as Pair[];
  const people = pairs.length === 0 ? null : await loadParticipants(trx, [id, ...pairs.map(({ other }) => other)]);
  const isIn = (names: string | null, conversation: string) =>
    (readNames(names) ?? []).some((address) => people?.get(conversation)?.has(address));
  return new Set(
    pairs
      .filter((pair) => {
        if (pair.my_message && pair.their_message) return false;
        const theyMay = pair.their_message !== null || isIn(pair.their_names, id);
        const weMay = pair.my_message !== null || isIn(pair.my_names, pair.other);
        return theyMay && weMay;
      })
      .map(({ other }) => other)
  );
}
