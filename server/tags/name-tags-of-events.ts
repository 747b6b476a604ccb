import type { Knex } from 'knex';
import type { Message } from '../conversations/message';
import { TABLE } from '../database/models';
import { TAGS_CHANGED } from './tag-conversation';
import { toCarriedTag, type TagRow } from './tag-table';

interface Named {
  id: string;
}

/** A tag that was renamed since has its present name in the timeline as well. Asks nothing where no entry is about tags. */
export async function nameTagsOfEvents(knex: Knex, messages: Message[]): Promise<Message[]> {
  const ids = new Set(messages.flatMap(({ event }) => tagsIn(event)).map(({ id }) => id));
  if (ids.size === 0) return messages;
  const rows = (await knex(TABLE.tag).whereIn('document_id', [...ids])) as TagRow[];
  const present = new Map(rows.map((row) => [row.document_id, toCarriedTag(row)]));
  const renamed = (tags: unknown) => (tags as Named[]).map((tag) => ({ ...tag, ...present.get(tag.id) }));
  return messages.map((message) => {
    const { event } = message;
    if (event?.type !== TAGS_CHANGED) return message;
    const { added, removed, ...details } = event.details;
    return {
      ...message,
      event: { ...event, details: { ...details, added: renamed(added), removed: renamed(removed) } },
    };
  });
}

function tagsIn(event: Message['event']): Named[] {
  if (event?.type !== TAGS_CHANGED) return [];
  const { added, removed } = event.details as { added: Named[]; removed: Named[] };
  return [...added, ...removed];
}
