import { describe, expect, it } from 'vitest';
import { createMessageId, readToken } from '../../../server/mail/message-id';
import { messageIdKey } from '../../../server/mail/message-ids';
import {
  idKeysToLookUp,
  resolveThread,
  type Alias,
  type ThreadInput,
  type ThreadMail,
} from '../../../server/mail/thread';

const A = 'a'.repeat(24);
const B = 'b'.repeat(24);
const ACCOUNT = 'ventas@company.test';
const CUSTOMER = 'ana@customer.test';
const STRANGER = 'eve@evil.test';
const token = (conversationId: string, secret = 's') =>
  createMessageId({ conversationId, messageId: 'm'.repeat(24), domain: 'company.test', secret });

const person = (address: string) => ({ name: '', address });
const mail = (changes: Partial<ThreadMail> = {}): ThreadMail => ({
  messageId: '<new@customer.test>',
  inReplyTo: [],
  references: [],
  from: person(CUSTOMER),
  to: [person(ACCOUNT)],
  cc: [],
  ...changes,
});
const known = (entries: Record<string, Partial<Alias>>) =>
  new Map(
    Object.entries(entries).map(([id, alias]): [string, Alias[]] => [
      messageIdKey(id) ?? '',
      [{ conversationId: A, messageId: 'stored', ours: false, namedBy: [CUSTOMER], ...alias }],
    ])
  );

const resolve = (changes: Partial<ThreadMail>, input: Partial<ThreadInput> = {}) =>
  resolveThread({
    mail: mail(changes),
    role: 'inbox',
    accountAddress: ACCOUNT,
    aliases: new Map(),
    participantsOf: (id) => (id === A || id === B ? new Set([CUSTOMER]) : null),
    readToken: (id) => readToken(id, ['s']),
    ...input,
  });

const existing = (conversationId: string, reason: string, unverifiedSender = false, joins: string[] = []) => ({
  kind: 'existing',
  conversationId,
  reason,
  unverifiedSender,
  joins,
});
const fresh = (relatedConversationId: string | null = null) => ({ kind: 'new', relatedConversationId });

describe('the order in which ids decide', () => {
  it('begins a conversation without any', () => {
    expect(resolve({})).toEqual(fresh());
  });
  it('takes our signed token first, wherever it stands', () => {
    const aliases = known({ '<x@y>': { conversationId: B } });
    expect(resolve({ inReplyTo: ['<x@y>'], references: [token(A), '<x@y>'] }, { aliases })).toEqual(
      existing(A, 'token')
    );
    expect(resolve({ inReplyTo: [token(A)] })).toEqual(existing(A, 'token'));
  });
  it('then In-Reply-To when it is one id', () => {
    const aliases = known({ '<parent@x>': { conversationId: A }, '<root@x>': { conversationId: B } });
    expect(resolve({ inReplyTo: ['<parent@x>'], references: ['<root@x>'] }, { aliases })).toEqual(
      existing(A, 'in-reply-to', false, [B])
    );
  });
  it('but References before an In-Reply-To with words or several ids (notmuch)', () => {
    const aliases = known({ '<a@x>': { conversationId: A }, '<b@x>': { conversationId: B } });
    expect(resolve({ inReplyTo: ['<a@x>'], inReplyToIsExact: false, references: ['<b@x>'] }, { aliases })).toEqual(
      existing(B, 'references', false, [A])
    );
    expect(resolve({ inReplyTo: ['<a@x>', '<c@x>'], references: ['<b@x>'] }, { aliases })).toEqual(
      existing(B, 'references', false, [A])
    );
    expect(resolve({ inReplyTo: ['<z@x>', '<a@x>'] }, { aliases })).toEqual(existing(A, 'in-reply-to'));
  });
  it('reads References from the right', () => {
    const aliases = known({ '<old@x>': { conversationId: A }, '<late@x>': { conversationId: B } });
    expect(resolve({ references: ['<old@x>', '<late@x>', '<unknown@x>'] }, { aliases })).toEqual(
      existing(B, 'references', false, [A])
    );
  });
  it('finds the conversation when the agent answered from another mail program and only References are known', () => {
    const aliases = known({ '<first@customer.test>': { conversationId: A } });
    expect(
      resolve(
        { inReplyTo: ['<outlook@company.test>'], references: ['<first@customer.test>', '<outlook@company.test>'] },
        { aliases }
      )
    ).toEqual(existing(A, 'references'));
  });
  it('follows an id that was only referred to so far', () => {
    const aliases = known({ '<ghost@x>': { messageId: null } });
    expect(resolve({ references: ['<ghost@x>'] }, { aliases })).toEqual(existing(A, 'references'));
  });
  it('puts a mail that arrives after its answer where the answer is', () => {
    const aliases = known({ '<new@customer.test>': { messageId: null } });
    expect(resolve({}, { aliases })).toEqual(existing(A, 'ghost'));
  });
  it('does not take another mail with the same Message-ID for a hint', () => {
    expect(resolve({}, { aliases: known({ '<new@customer.test>': { messageId: 'stored' } }) })).toEqual(fresh());
  });
});

describe('ids that say nothing', () => {
  it('ignores empty ids (they would match every mail without one)', () => {
    const aliases = new Map([['', [{ conversationId: A, messageId: null, ours: false }]]]);
    expect(resolve({ messageId: null, inReplyTo: ['<>'], references: ['<>', ' '] }, { aliases })).toEqual(fresh());
    expect(idKeysToLookUp(mail({ messageId: null, inReplyTo: ['<>'] }))).toEqual([]);
  });
  it('ignores references of a mail to itself', () => {
    const aliases = known({ '<new@customer.test>': { messageId: 'stored' } });
    expect(resolve({ inReplyTo: ['<NEW@customer.test>'], references: ['<new@customer.test>'] }, { aliases })).toEqual(
      fresh()
    );
  });
  it('never looks at the subject', () => {
    // The type has no subject: two mails that differ in nothing else cannot be told apart by it.
    expect(Object.keys(mail())).not.toContain('subject');
  });
  it('passes over a conversation that this account does not have', () => {
    const C = 'c'.repeat(24);
    expect(
      resolve({ inReplyTo: [token(C)], references: ['<x@y>'] }, { aliases: known({ '<x@y>': { conversationId: A } }) })
    ).toEqual(existing(A, 'references'));
  });
  it('does not believe a token with a wrong signature', () => {
    expect(resolve({ inReplyTo: [token(A, 'forged')] })).toEqual(fresh());
  });
});

describe('who may join', () => {
  it('keeps a stranger who only quotes a customer’s id out, and says what he referred to', () => {
    const aliases = known({ '<first@customer.test>': {} });
    expect(resolve({ from: person(STRANGER), inReplyTo: ['<first@customer.test>'] }, { aliases })).toEqual(fresh(A));
  });
  it('lets a colleague in who has one of our ids and writes to us, marked', () => {
    expect(resolve({ from: person('luis@customer.test'), inReplyTo: [token(A)] })).toEqual(existing(A, 'token', true));
    const aliases = known({ '<ours@company.test>': { ours: true } });
    expect(resolve({ from: person('luis@customer.test'), inReplyTo: ['<ours@company.test>'] }, { aliases })).toEqual(
      existing(A, 'in-reply-to', true)
    );
  });
  it('only when the mail is addressed to the account', () => {
    expect(resolve({ from: person(STRANGER), to: [person('other@x.test')], inReplyTo: [token(A)] })).toEqual(fresh(A));
    expect(
      resolve({ from: person(STRANGER), to: [], cc: [person('ventas+quotes@company.test')], inReplyTo: [token(A)] })
    ).toEqual(existing(A, 'token', true));
  });
  it('not into one conversation with our id of another', () => {
    const aliases = known({ '<first@customer.test>': { conversationId: A } });
    const participantsOf = (id: string) => new Set(id === B ? [STRANGER] : [CUSTOMER]);
    expect(
      resolve(
        { from: person(STRANGER), inReplyTo: ['<first@customer.test>'], references: [token(B)] },
        { aliases, participantsOf }
      )
    ).toEqual(existing(B, 'token'));
    expect(
      resolve({ from: person('x@y.test'), inReplyTo: ['<first@customer.test>'] }, { aliases, participantsOf })
    ).toEqual(fresh(A));
  });
  it('treats a mail without sender as a stranger’s', () => {
    expect(resolve({ from: null, to: [], inReplyTo: [token(A)] })).toEqual(fresh(A));
  });
});

describe('what the account sent itself', () => {
  it('belongs where one of its recipients takes part', () => {
    const aliases = known({ '<first@customer.test>': {} });
    expect(
      resolve(
        { from: person(ACCOUNT), to: [person(CUSTOMER)], inReplyTo: ['<first@customer.test>'] },
        { role: 'sent', aliases }
      )
    ).toEqual(existing(A, 'in-reply-to'));
  });
  it('is a conversation of its own when forwarded to somebody else', () => {
    const aliases = known({ '<first@customer.test>': { ours: true } });
    expect(
      resolve(
        { from: person(ACCOUNT), to: [person('supplier@x.test')], references: ['<first@customer.test>'] },
        { role: 'sent', aliases }
      )
    ).toEqual(fresh(A));
  });
  it('is known by its own token', () => {
    expect(resolve({ messageId: token(A), from: person(ACCOUNT), to: [person(CUSTOMER)] }, { role: 'sent' })).toEqual(
      existing(A, 'token')
    );
    expect(resolve({ messageId: token(A), from: person(CUSTOMER) })).toEqual(fresh());
  });
});

describe('the ids to look up', () => {
  it('are at most 100, the newest and the first ones among them', () => {
    const references = Array.from({ length: 500 }, (_, index) => `<r${index}@x>`);
    const keys = idKeysToLookUp(mail({ references, inReplyTo: ['<p@x>'] }));
    expect(keys.length).toBeLessThanOrEqual(100);
    for (const id of ['<new@customer.test>', '<p@x>', '<r499@x>', '<r440@x>', '<r0@x>'])
      expect(keys).toContain(messageIdKey(id));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
