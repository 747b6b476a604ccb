/**
 * How fast the list and the search answer at the HTTP route, each beside the bare SQL for the same rows. SQLite with 100,000
 * conversations and 1,000,000 messages, stored newest first as a first import does. Run with `npm run bench:inbox`;
 * `npm run bench:inbox -- 10000` makes a smaller one.
 */
import type { Knex } from 'knex';
import { ACTION } from '../server/constants';
import type { InboxPageDto } from '../server/api/contracts/inbox';
import { keepStanding } from '../server/conversations/standing';
import { createFts5Engine } from '../server/search/fts5-engine';
import { putConversations } from '../server/search/put-conversations';
import { administrate } from '../tests/support/admin-client';
import { openDatabase } from '../tests/support/database';
import { createHostData } from '../tests/support/host-data';
import { insertAll, storeRows, toMessageRow, type MessageOf, type RowsOf } from '../tests/support/inbox-rows';
import { spawnHost } from '../tests/support/spawned-host';
import { createChance } from '../tests/integration/support/inbox-model';
import { percentile } from './percentile';

const CONVERSATIONS = Number(process.argv[2] ?? 100_000);
const EACH = 10;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 60);
const BUDGET = { list: 30, search: 150, seen: 1_500 };
const chance = createChance(42);
const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
const AT = Date.UTC(2026, 10, 1);
const STATUS = (index: number) =>
  index < CONVERSATIONS * 0.07 ? pick(['open', 'open', 'pending', 'snoozed']) : 'closed';
/** As in a language: a few words everywhere, most of them hardly ever, and beginnings that several of them share. */
const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi con tra pre mos res'.split(' ');
const WORDS = [
  ...new Set(
    Array.from({ length: 40_000 }, () =>
      Array.from({ length: 2 + Math.floor(chance() * 3) }, () => pick(SYLLABLES)).join('')
    )
  ),
].slice(0, 20_000);
const word = () => WORDS[Math.floor(WORDS.length * chance() ** 4)] as string;
const sentence = (count: number) => Array.from({ length: count }, word).join(' ');

const data = await createHostData('sqlite');
let host = await spawnHost(data);
try {
  const admin = await administrate(host.url);
  const role = await admin.role('Agents', [ACTION.useInbox]);
  const me = await admin.person('ana@empresa.test', [role]);
  await host.kill();
  const knex = openDatabase(data);
  const begin = performance.now();
  await fill(knex, me.id);
  console.log(`${CONVERSATIONS} conversations, ${CONVERSATIONS * EACH} messages: made in ${seconds(begin)}`);
  const putting = performance.now();
  await search(knex);
  console.log(`put into the search in ${seconds(putting)}`);
  host = await spawnHost(data);
  const { api } = await (await administrate(host.url)).login('ana@empresa.test');
  const ask = async (query: string): Promise<InboxPageDto> => {
    const answer = await api.get(`/conversations/inbox?${query}`);
    if (answer.status !== 200) throw new Error(`${query}: ${answer.text}`);
    return answer.body as InboxPageDto;
  };

  /** From one agent's click to what another one's page has loaded, beside the same two requests without the way between. */
  async function follow(): Promise<void> {
    const [first] = (await ask('limit=1&status=open')).data;
    if (!first) throw new Error('nothing is open');
    const path = `/conversations/inbox/${first.id}`;
    let open = true;
    const change = async () => {
      open = !open;
      await api.put(path, { status: open ? 'open' : 'pending' });
    };
    const floor = await times(async () => {
      await change();
      await api.get(path);
    });
    const stream = await api.listen('/conversations/inbox/stream');
    const taken = await times(async () => {
      const before = stream.events.length;
      await change();
      const told = () => stream.events.slice(before).some(({ data: told }) => JSON.stringify(told).includes(first.id));
      while (!told()) await new Promise((resolve) => setTimeout(resolve, 5));
      await api.get(path);
    });
    stream.close();
    check('a change, seen by another agent', taken, floor, BUDGET.seen);
  }

  let failed = false;
  const check = (name: string, taken: number[], bare: number[], budget: number) => {
    const p95 = percentile(taken, 95);
    const floor = percentile(bare, 95);
    const late = p95 > budget;
    failed ||= late;
    console.log(
      `${name.padEnd(34)} p50 ${ms(percentile(taken, 50))}  p95 ${ms(p95)} (bare SQL p95 ${ms(floor)})${late ? `  OVER ${budget} ms` : ''}`
    );
  };

  const cursor = await cursorOfPage(knex, 1_000);
  const lists: [string, string, string][] = [
    ['page 1', 'limit=50', ''],
    ['page 1,000', `limit=50&cursor=${cursor.text}`, `and (last_message_at < ${cursor.at})`],
    ['open', 'limit=50&status=open', "and status = 'open'"],
    ['mine, open', 'limit=50&status=open&assignee=me', `and status = 'open' and assignee_id = ${me.id}`],
    ['waiting, longest first', 'limit=50&sort=waiting', 'and waiting_since is not null'],
    ['failed to send', 'limit=50&failed=true', 'and send_failed = 1'],
    ['unread', 'limit=50&unread=true', 'and last_inbound_id > 0'],
    ['a rare tag', 'limit=50&tag=tag-rare', tagSql('tag-rare')],
    ['a common tag', 'limit=50&tag=tag-common', tagSql('tag-common')],
    ['one customer', 'limit=50&customer=customer7', "and contact_document_id = 'contact7'"],
    ['one account of ten', 'limit=50&accountId=account3', "and account_document_id = 'account3'"],
  ];
  const p95: Record<string, number> = {};
  for (const [name, query, where] of lists) {
    const bare = await times(() => knex.raw(bareList(where)));
    const taken = await times(() => ask(query));
    p95[name] = percentile(taken, 95);
    check(name, taken, bare, BUDGET.list);
  }
  const ratio = (p95['page 1,000'] ?? 0) / (p95['page 1'] ?? 1);
  failed ||= ratio > 2;
  console.log(`page 1,000 takes ${ratio.toFixed(2)} times page 1${ratio > 2 ? '  OVER 2' : ''}`);

  const searches: [string, string, string][] = [
    ['a word that is everywhere', WORDS[0] as string, ''],
    ['a common word', WORDS[60] as string, ''],
    ['a rare word', WORDS.at(-500) as string, ''],
    ['three letters of many words', 'pre', ''],
    ['six letters of some words', 'precon', ''],
    ['two common words', `${WORDS[20]} ${WORDS[40]}`, ''],
    ['a common word, mine and open', WORDS[30] as string, '&status=open&assignee=me'],
    ['a person', 'persona77', ''],
    ['what nobody has written', 'zzzyx', ''],
  ];
  for (const [name, asked, filters] of searches) {
    const match = asked
      .split(' ')
      .map((each) => `"${each}" *`)
      .join(' AND ');
    const bare = await times(() =>
      knex.raw(`select rowid from conversations_search_fts where conversations_search_fts match ? limit 25`, [match])
    );
    check(`search: ${name}`, await times(() => ask(`q=${encodeURIComponent(asked)}${filters}`)), bare, BUDGET.search);
  }
  const counting = await times(() => api.get('/conversations/inbox/counts'));
  check(
    'counts',
    counting,
    await times(() =>
      knex.raw(
        "select count(*) from conversations_conversations where status = 'open' and account_document_id = 'account3'"
      )
    ),
    BUDGET.list
  );
  await follow();
  await knex.destroy();
  if (failed) process.exitCode = 1;
} finally {
  await host.kill();
  await data.remove();
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(9);
}
function tagSql(tag: string): string {
  return `and document_id in (select conversation_document_id from conversations_conversation_tags where tag_document_id = '${tag}')`;
}
function bareList(where: string): string {
  return `select * from conversations_conversations where account_document_id is not null ${where} order by last_message_at desc, id desc limit 51`;
}

async function times(run: () => Promise<unknown>): Promise<number[]> {
  // Bare SQL keeps this process busy: a connection that the host has closed meanwhile has to be noticed first.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await run();
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.sort((one, other) => one - other);
}

async function cursorOfPage(knex: Knex, page: number): Promise<{ text: string; at: number }> {
  const row = (await knex('conversations_conversations')
    .orderBy([
      { column: 'last_message_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .offset(Math.min(page * 50, Math.floor(CONVERSATIONS / 2)))
    .first()) as { id: number; last_message_at: number };
  return { text: `${row.last_message_at.toString(36)}-${row.id.toString(36)}`, at: row.last_message_at };
}

/** The newest conversation first, and in it the newest message, so that the order of rows says nothing about time. */
async function fill(knex: Knex, me: number): Promise<void> {
  await knex.raw('pragma synchronous = off');
  const accounts = Array.from({ length: 10 }, (_, index) => ({
    id: `account${index}`,
    kind: index % 3 === 2 ? 'whatsapp-cloud' : 'imap',
    name: `Account ${index}`,
    members: [me],
  }));
  await storeRows(knex, { accounts, contacts: [], conversations: [], messages: [] });
  await insertAll(
    knex,
    'conversations_tags',
    ['tag-rare', 'tag-common'].map((id) => ({ document_id: id, name: id, folded_name: id, color: '#123456' }))
  );
  for (let start = 0; start < CONVERSATIONS; start += 1_000) {
    const rows: RowsOf = { accounts: [], contacts: [], conversations: [], messages: [] };
    const tags: object[] = [];
    const reads: object[] = [];
    const messages: MessageOf[] = [];
    for (let index = start; index < Math.min(start + 1_000, CONVERSATIONS); index += 1) {
      const id = `conversation${index}`;
      const { id: accountId } = pick(accounts);
      const at = AT - index * 60_000;
      const customer = index % 10 === 7;
      rows.contacts.push({
        id: `contact${index}`,
        name: `Persona${index}`,
        customerId: customer ? `customer${index}` : null,
        customerName: customer ? `Cliente ${index}` : null,
      });
      rows.conversations.push({
        id,
        accountId,
        contactId: `contact${index}`,
        contactName: `Persona${index}`,
        contactAddress: `persona${index}@cliente.test`,
        subject: sentence(5),
        status: STATUS(index),
        assigneeId: pick([null, me, 901, 902, 903]),
        lastMessageAt: at,
      });
      for (let number = 0; number < EACH; number += 1) {
        const outbound = chance() < 0.45;
        messages.push({
          id: `m${index}x${number}`,
          accountId,
          conversationId: id,
          direction: outbound ? 'outbound' : 'inbound',
          kind: 'message',
          status: outbound ? (chance() < 0.002 ? 'failed' : 'sent') : 'received',
          receivedAt: at - number * 3_600_000,
          text: sentence(40),
          subject: '',
          imported: chance() < 0.1,
          automatic: false,
        });
      }
      if (chance() < 0.3) tags.push({ conversation_document_id: id, tag_document_id: 'tag-common' });
      if (chance() < 0.001) tags.push({ conversation_document_id: id, tag_document_id: 'tag-rare' });
      if (chance() < 0.5)
        reads.push({ user_id: me, conversation_document_id: id, read_message_id: (index + 1) * EACH, read_at: at });
    }
    await knex.transaction(async (trx) => {
      await storeRows(trx, rows);
      await insertAll(trx, 'conversations_messages', messages.map(toMessageRow), 500);
      await insertAll(trx, 'conversations_conversation_tags', tags);
      await insertAll(trx, 'conversations_reads', reads);
      await keepStanding(
        trx,
        rows.conversations.map(({ id }) => id)
      );
    });
  }
}

async function search(knex: Knex): Promise<void> {
  const engine = createFts5Engine({ knex });
  for (let start = 0; start < CONVERSATIONS; start += 200) {
    const ids = Array.from(
      { length: Math.min(200, CONVERSATIONS - start) },
      (_, index) => `conversation${start + index}`
    );
    await knex.transaction((trx) => putConversations(engine, trx, ids));
  }
}
