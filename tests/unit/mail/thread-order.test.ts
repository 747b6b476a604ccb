import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONVERSATIONS } from '../../../server/conversations/tables';
import { rememberAliases } from '../../../server/conversations/thread-memory';
import { createMessageId } from '../../../server/mail/message-id';
import { messageIdKey } from '../../../server/mail/message-ids';
import { createMailRoom, SECRET, VENTAS, type RoomMail } from '../../support/mail-room';

const OURS = { conversationId: 'k'.repeat(24), messageId: 'm'.repeat(24), domain: 'company.test' };
const signed = createMessageId({ ...OURS, secret: SECRET }).slice(1, -1);
const forged = createMessageId({ ...OURS, secret: 'another' }).slice(1, -1);

/** Who is with whom after these arrivals; `null` stands for the conversation that was begun here. */
async function groupsAfter(batches: RoomMail[][]): Promise<{ groups: string[][]; balanced: boolean }> {
  const room = await createMailRoom();
  try {
    const account = await room.account();
    const { knex } = room.database;
    // A conversation of old: an answer of ours whose signed id people have.
    await knex(CONVERSATIONS).insert({
      document_id: OURS.conversationId,
      account_document_id: account.id,
      contact_document_id: 'c',
      status: 'open',
      last_message_at: 1,
      message_count: 0,
    });
    await knex('conversations_participants').insert({
      conversation_document_id: OURS.conversationId,
      address: 'old@customer.test',
      name: '',
    });
    const idKey = messageIdKey(`<${signed}>`) ?? '';
    const { conversationId, messageId } = OURS;
    await rememberAliases(knex, [{ accountId: account.id, idKey, conversationId, messageId, ours: true }]);
    for (const batch of batches) await room.take(account, batch);
    const ledger = await room.ledger(account);
    const balanced = ledger.received === batches.flat().length && ledger.received === ledger.stored + ledger.duplicate;
    return { groups: await room.together(account), balanced };
  } finally {
    await room.close();
  }
}

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T;

/** Threads between people who write to us alone or with each other in copy, as mail programs write them. */
const thread = (name: string) =>
  fc
    .array(
      fc.record({ parent: fc.nat(20), author: fc.nat(20), style: fc.nat(4), seen: fc.nat(5), copies: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 6,
      }
    )
    .map((steps) => {
      const people = [`ana@${name}.test`, `luis@${name}.test`];
      const chains: string[][] = [];
      const mails: RoomMail[] = [];
      for (const [index, { parent, author, style, seen, copies }] of steps.entries()) {
        const id = `${name}${index}@x.test`;
        const above = index === 0 ? [] : [...(chains[parent % index] ?? [])];
        chains.push([...above, id]);
        const own = author % 3 === 2;
        const last = above.slice(-1);
        // Of some mails nothing but their id is ever seen.
        if (index > 0 && seen === 0) continue;
        mails.push({
          id,
          from: own ? VENTAS : pick(people, author),
          to: own ? (copies ? people : [pick(people, seen)]) : [VENTAS],
          cc: own || !copies ? [] : people,
          role: own ? 'sent' : 'inbox',
          inReplyTo: style === 1 ? [] : last,
          references: style === 0 ? [] : style === 2 ? last : above,
        });
      }
      return mails;
    });

/** People who are in no thread and name the ids of others. */
const stranger = fc.record({ target: fc.nat(30), copy: fc.boolean(), kind: fc.nat(3), number: fc.nat(2) });

const arrivals = fc
  .record({
    threads: fc.tuple(thread('a'), thread('b')),
    strangers: fc.array(stranger, { maxLength: 3 }),
    twice: fc.array(fc.nat(30), { maxLength: 3 }),
  })
  .map(({ threads, strangers, twice }) => {
    const mails = threads.flat();
    const ids = mails.flatMap(({ id, references = [] }) => [...(id ? [id] : []), ...references]);
    const others = strangers.map(({ target, copy, kind, number }, index): RoomMail => {
      const from = `eve${number}@evil.test`;
      const named = pick(ids, target);
      const id = kind === 3 ? null : `s${index}@evil.test`;
      const references = kind === 0 ? [signed, named] : kind === 1 ? [forged, named] : [named];
      return { id, from, to: [VENTAS], cc: copy ? ['ana@a.test'] : [], references, text: `s${index}` };
    });
    const all = [...mails, ...others];
    return [...all, ...twice.map((index) => pick(all, index))];
  });

describe('the order of arrival', () => {
  it('changes nothing about who is with whom, nor do the batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        arrivals.chain((mails) =>
          fc.tuple(
            fc.constant(mails),
            fc.shuffledSubarray(mails, { minLength: mails.length }),
            fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
          )
        ),
        async ([mails, shuffled, sizes]) => {
          const batches: RoomMail[][] = [];
          for (let at = 0, turn = 0; at < shuffled.length; turn += 1) {
            const size = pick(sizes, turn);
            batches.push(shuffled.slice(at, at + size));
            at += size;
          }
          const inOrder = await groupsAfter(mails.map((mail) => [mail]));
          const anyOrder = await groupsAfter(batches);
          expect(anyOrder).toEqual(inOrder);
          expect(inOrder.balanced).toBe(true);
        }
      ),
      { numRuns: 40 }
    );
  }, 120_000);
});
