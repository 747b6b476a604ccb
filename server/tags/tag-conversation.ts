import type { Knex } from 'knex';
import { invalid, notFound, readOnly } from '../api/errors';
import type { ChangeTags } from '../api/contracts/tags';
import type { Conversation } from '../conversations/conversation';
import type { MessageRepository } from '../conversations/message-repository';
import { newEvent } from '../conversations/new-event';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import type { HostEvents } from '../hosts/events';
import type { ChangeLog } from '../realtime/change-log';
import { authorOf, mayWrite, visibleConversation, type Access } from '../security/scope';
import { MAX_TAGS_OF_CONVERSATION } from './palette';
import { byName, type TagRow } from './tag-table';

export const TAGS_CHANGED = 'tags-changed';

interface Deps {
  database: Database;
  messages: MessageRepository;
  changes: ChangeLog;
  events: HostEvents;
  now: () => number;
}

/** `tagIds`: all that it shall have; retired ones that it has are nobody's choice, and stay. */
export type TagChange = ChangeTags | { tagIds: string[] };

/** Of a conversation that the caller has locked, and may write on. */
export type Retag = (
  trx: Knex.Transaction,
  afterCommit: (callback: () => void) => void,
  access: Access,
  conversation: Pick<Conversation, 'id' | 'accountId'>,
  change: TagChange
) => Promise<void>;

/** Adds and removes the tags of a conversation, with an entry in its timeline; what changes nothing leaves none. */
export function createRetag({ database, messages, changes, events, now }: Deps): Retag {
  return async function retag(trx, afterCommit, access, { id, accountId }, change) {
    const held = (await trx({ c: TABLE.conversationTag })
      .join({ t: TABLE.tag }, 't.document_id', 'c.tag_document_id')
      .where({ 'c.conversation_document_id': id })
      .select('t.*')) as TagRow[];
    const { add, remove } = wanted(held, change);
    const removed = held.filter((tag) => remove.has(tag.document_id)).sort(byName);
    const added = await toAdd(trx, [...add]);
    if (added.length + removed.length === 0) return;
    if (added.length > 0 && held.length - removed.length + added.length > MAX_TAGS_OF_CONVERSATION) {
      throw invalid('too-many-tags', `A conversation has at most ${MAX_TAGS_OF_CONVERSATION} tags.`);
    }

    const at = now();
    if (removed.length > 0) {
      await trx(TABLE.conversationTag)
        .where({ conversation_document_id: id })
        .whereIn('tag_document_id', idsOf(removed))
        .delete();
    }
    if (added.length > 0) {
      await trx(TABLE.conversationTag).insert(
        added.map((tag) => ({
          conversation_document_id: id,
          tag_document_id: tag.document_id,
          added_by: access.person?.id ?? null,
          added_at: at,
        }))
      );
    }
    const details = { added: added.map(named), removed: removed.map(named), by: authorOf(access) };
    const event = newEvent({
      accountId,
      conversationId: id,
      type: TAGS_CHANGED,
      details,
      author: authorOf(access),
      at,
    });
    await messages.insert(trx, [event], at);
    await changes.note(trx, accountId, [id], at);
    afterCommit(() =>
      events.conversationTagsChanged({
        accountId,
        conversationId: id,
        addedTagIds: idsOf(added),
        removedTagIds: idsOf(removed),
      })
    );
  };

  async function toAdd(trx: Knex, ids: string[]): Promise<TagRow[]> {
    if (ids.length === 0) return [];
    const query = trx(TABLE.tag).whereIn('document_id', ids).whereNull('retired_at').orderBy('id');
    // Shared: nobody retires it between here and the row that carries it.
    if (database.dialect !== 'sqlite') query.forShare();
    const rows = (await query) as TagRow[];
    const unknown = ids.filter((id) => !rows.some((row) => row.document_id === id));
    if (unknown.length > 0) {
      throw invalid('unknown-tag', 'There is no such tag to choose. It may have been deleted.', { tagIds: unknown });
    }
    return rows.sort(byName);
  }
}

/** Beside the conversation; a host may do so together with other changes. */
export const createTagConversation =
  (database: Database, retag: Retag) =>
  (access: Access, asked: string, change: TagChange): Promise<void> =>
    database.transaction(async (trx, afterCommit) => {
      // Locked: of two who add the same tag the second finds it there, and says nothing.
      const conversation = await visibleConversation(database, access, asked, trx);
      if (!conversation) throw notFound('Conversation');
      if (!mayWrite(access, conversation.accountId)) throw readOnly();
      await retag(trx, afterCommit, access, conversation, change);
    });

function wanted(held: TagRow[], change: TagChange): { add: Set<string>; remove: Set<string> } {
  const has = new Set(idsOf(held));
  if (!('tagIds' in change)) {
    return { add: new Set(change.add.filter((id) => !has.has(id))), remove: new Set(change.remove) };
  }
  const all = new Set(change.tagIds);
  const chosen = held.filter((tag) => tag.retired_at === null);
  return {
    add: new Set(change.tagIds.filter((id) => !has.has(id))),
    remove: new Set(idsOf(chosen).filter((id) => !all.has(id))),
  };
}

const idsOf = (tags: TagRow[]): string[] => tags.map((tag) => tag.document_id);
/** The name as it was; whoever shows it asks for the present one by the id. */
const named = ({ document_id: id, name, color }: TagRow) => ({ id, name, color });
