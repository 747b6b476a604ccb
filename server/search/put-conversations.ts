import type { Knex } from 'knex';
import { ATTACHMENTS, CONTACTS, CONVERSATIONS, IDENTITIES, MESSAGES } from '../conversations/tables';
import { fromJson } from '../database/columns';
import { TABLE } from '../database/models';
import type { MailAddress } from '../mail/types';
import { headMark, headWords, PIECE, pieceWords, VERSION, type Entry, type Head } from './document';
import type { Pieces, SearchEngine } from './engine';

interface Row {
  id: number;
  document_id: string;
  subject: string | null;
  contact_name: string | null;
  contact_address: string | null;
  contact_document_id: string;
}
interface StateRow {
  conversation_id: number;
  version: number;
  messages: number;
  last_message_id: number;
  head: string | null;
}
interface MessageText {
  id: number;
  document_id: string;
  subject: string | null;
  text: string | null;
  from_name: string | null;
  from_address: string | null;
  to: unknown;
  cc: unknown;
  author_name: string | null;
}

/** Puts conversations into the search: what is new of them, or all where more than that changed. Answers how many exist. */
export async function putConversations(
  engine: SearchEngine,
  trx: Knex,
  conversationIds: string[],
  entire: ReadonlySet<string> = new Set()
): Promise<number> {
  const rows = (await trx(CONVERSATIONS)
    .whereIn('document_id', conversationIds)
    .select('id', 'document_id', 'subject', 'contact_name', 'contact_address', 'contact_document_id')) as Row[];
  if (rows.length === 0) return 0;
  const [heads, states] = [await headsOf(trx, rows), await statesOf(trx, rows)];
  const pieces: Pieces[] = [];
  const next: StateRow[] = [];
  for (const row of rows) {
    const head = headWords(heads.get(row.id) ?? emptyHead);
    const state = states.get(row.id);
    const ids = (await trx(MESSAGES)
      .where({ conversation_document_id: row.document_id })
      .orderBy('id')
      .pluck('id')) as number[];
    const from = entire.has(row.document_id) ? 0 : firstPiece(state, headMark(head), ids);
    const words: string[] = [];
    for (let start = from * PIECE; start < ids.length || start === 0; start += PIECE)
      words.push(pieceWords(head, await entriesOf(trx, ids.slice(start, start + PIECE))));
    pieces.push({ conversationId: row.id, from, words });
    next.push({
      conversation_id: row.id,
      version: VERSION,
      messages: ids.length,
      last_message_id: ids.at(-1) ?? 0,
      head: headMark(head),
    });
  }
  await engine.put(trx, pieces);
  await trx(TABLE.searchState).insert(next).onConflict('conversation_id').merge();
  return rows.length;
}

const emptyHead: Head = { subject: '', contactName: '', contactAddress: '', customerName: '', identities: [] };

/** Ids grow, but transactions commit in another order: what was there has to be there still, and nothing in between. */
function firstPiece(state: StateRow | undefined, head: string, ids: number[]): number {
  if (!state || state.version !== VERSION || state.head !== head) return 0;
  const known = ids.filter((id) => id <= state.last_message_id).length;
  return known === state.messages ? Math.floor(Math.max(0, known - 1) / PIECE) : 0;
}

async function statesOf(trx: Knex, rows: Row[]): Promise<Map<number, StateRow>> {
  const states = (await trx(TABLE.searchState).whereIn(
    'conversation_id',
    rows.map(({ id }) => id)
  )) as StateRow[];
  return new Map(states.map((state) => [state.conversation_id, state]));
}

async function headsOf(trx: Knex, rows: Row[]): Promise<Map<number, Head>> {
  const ids = [...new Set(rows.map((row) => row.contact_document_id))];
  const contacts = (await trx(CONTACTS).whereIn('document_id', ids).select('document_id', 'name', 'customer_name')) as {
    document_id: string;
    name: string | null;
    customer_name: string | null;
  }[];
  const identities = (await trx(IDENTITIES)
    .whereIn('contact_document_id', ids)
    .select('contact_document_id', 'value', 'raw_value')) as {
    contact_document_id: string;
    value: string;
    raw_value: string | null;
  }[];
  return new Map(
    rows.map((row) => {
      const contact = contacts.find((each) => each.document_id === row.contact_document_id);
      return [
        row.id,
        {
          subject: row.subject ?? '',
          contactName: `${row.contact_name ?? ''} ${contact?.name ?? ''}`,
          contactAddress: row.contact_address ?? '',
          customerName: contact?.customer_name ?? '',
          identities: identities
            .filter((each) => each.contact_document_id === row.contact_document_id)
            .flatMap(({ value, raw_value: raw }) => [value, ...(raw ? [raw] : [])])
            .sort(),
        },
      ];
    })
  );
}

async function entriesOf(trx: Knex, ids: number[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  const rows = (await trx(MESSAGES)
    .whereIn('id', ids)
    .whereNot({ kind: 'event' })
    .orderBy('id')
    .select(
      'id',
      'document_id',
      'subject',
      'text',
      'from_name',
      'from_address',
      'to',
      'cc',
      'author_name'
    )) as MessageText[];
  const files = (await trx(ATTACHMENTS)
    .whereIn(
      'message_document_id',
      rows.map((row) => row.document_id)
    )
    .select('message_document_id', 'name')) as { message_document_id: string; name: string | null }[];
  return rows.map((row) => ({
    subject: row.subject ?? '',
    text: row.text ?? '',
    people: [
      row.from_name ?? '',
      row.from_address ?? '',
      row.author_name ?? '',
      ...[...fromJson<MailAddress[]>(row.to, []), ...fromJson<MailAddress[]>(row.cc, [])].flatMap(
        ({ name, address }) => [name, address]
      ),
    ],
    files: files.filter((file) => file.message_document_id === row.document_id).map(({ name }) => name ?? ''),
  }));
}
