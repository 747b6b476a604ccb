import type { Knex } from 'knex';
import type { ConversationDto, SearchMatchDto } from '../api/contracts/inbox';
import { ATTACHMENTS, MESSAGES } from '../conversations/tables';
import { excerptOf, termsIn } from './excerpt';
import type { Term } from './words';

/** Of a long conversation the newest are looked through; where the words stand in older ones, the row shows its preview. */
const NEWEST = 30;
const MAX_TEXT = 6_000;
const MAX_FILES = 500;

interface TextRow {
  conversation_document_id: string;
  document_id: string;
  kind: 'message' | 'note';
  subject: string | null;
  text: string | null;
}

/** Where the words stand, for conversations that the person may see: they come from a list within the scope. */
export async function findMatches(
  knex: Knex,
  terms: Term[],
  conversations: ConversationDto[]
): Promise<Map<string, SearchMatchDto>> {
  const ids = conversations.map(({ id }) => id);
  const [messages, files] = [await newestTexts(knex, ids), await fileNames(knex, ids)];
  const matches = new Map<string, SearchMatchDto>();
  for (const conversation of conversations) {
    const { id } = conversation;
    const candidates = [
      ...messages
        .filter((row) => row.conversation_document_id === id)
        .flatMap((row) => [
          {
            messageId: row.document_id,
            field: row.kind === 'note' ? ('note' as const) : ('text' as const),
            text: row.text ?? '',
          },
          { messageId: row.document_id, field: 'subject' as const, text: row.subject ?? '' },
        ]),
      ...files
        .filter((row) => row.conversation_document_id === id)
        .map((row) => ({ messageId: row.message_document_id, field: 'file' as const, text: row.name ?? '' })),
      { messageId: null, field: 'subject' as const, text: conversation.subject },
      {
        messageId: null,
        field: 'contact' as const,
        text: `${conversation.contact.name} <${conversation.contact.address}>`,
      },
      { messageId: null, field: 'customer' as const, text: conversation.customer?.name ?? '' },
    ];
    // The one with most of the words; of several, the newest.
    let best: { terms: number; match: SearchMatchDto } | null = null;
    for (const { text, ...place } of candidates) {
      const found = termsIn(terms, text).size;
      if (found === 0 || (best && found <= best.terms)) continue;
      const excerpt = excerptOf(terms, text);
      if (excerpt) best = { terms: found, match: { ...place, excerpt } };
      if (found === terms.length) break;
    }
    if (best) matches.set(id, best.match);
  }
  return matches;
}

async function newestTexts(knex: Knex, ids: string[]): Promise<TextRow[]> {
  const parts = ids.map((id) =>
    knex.select('*').from(
      knex(MESSAGES)
        .where({ conversation_document_id: id })
        .whereNot({ kind: 'event' })
        .orderBy([
          { column: 'received_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(NEWEST)
        .select('conversation_document_id', 'document_id', 'kind', 'subject', 'received_at', 'id')
        .select(knex.raw('substr(text, 1, ?) as text', [MAX_TEXT]))
        .as('part')
    )
  );
  const [first, ...others] = parts;
  if (!first) return [];
  return (await knex
    .select('*')
    .from(first.unionAll(others).as('texts'))
    .orderBy([
      { column: 'received_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])) as TextRow[];
}

const fileNames = async (knex: Knex, ids: string[]) =>
  (await knex(ATTACHMENTS)
    .whereIn('conversation_document_id', ids)
    .whereNotNull('message_document_id')
    .orderBy('id', 'desc')
    .limit(MAX_FILES)
    .select('conversation_document_id', 'message_document_id', 'name')) as {
    conversation_document_id: string;
    message_document_id: string;
    name: string | null;
  }[];
