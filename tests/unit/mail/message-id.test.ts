import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageId, readToken } from '../../../server/mail/message-id';

const CONVERSATION = 'abcdefghijklmnopqrstuvwx';
const MESSAGE = '012345678901234567890123';
const made = (secret: string) =>
  createMessageId({ conversationId: CONVERSATION, messageId: MESSAGE, domain: 'Example.test', secret });
const documentId = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
  minLength: 24,
  maxLength: 24,
});

describe('our own Message-IDs', () => {
  it('name their conversation and message', () => {
    const id = made('secret');
    expect(id).toMatch(/^<c\.[a-z0-9]{24}\.[a-z0-9]{24}\.[0-9a-f]{24}@example\.test>$/);
    expect(readToken(id, ['secret'])).toEqual({ conversationId: CONVERSATION, messageId: MESSAGE });
  });

  it('survive what servers do to them', () => {
    const id = made('secret');
    for (const changed of [
      id.toUpperCase(),
      id.slice(1, -1),
      ` ${id} `,
      id.replace('@example.test', '@relay.example'),
    ]) {
      expect(readToken(changed, ['secret'])).toEqual({ conversationId: CONVERSATION, messageId: MESSAGE });
    }
  });

  it('are read with every secret that is still known, and with no other', () => {
    expect(readToken(made('old'), ['new', 'old'])).not.toBeNull();
    expect(readToken(made('other'), ['new', 'old'])).toBeNull();
    expect(readToken(made('old'), [])).toBeNull();
  });

  it('cannot be made up: any other conversation, message or tag is refused', () => {
    fc.assert(
      fc.property(documentId, documentId, documentId, (conversationId, messageId, other) => {
        const id = createMessageId({ conversationId, messageId, domain: 'x.test', secret: 's' });
        expect(readToken(id, ['s'])).toEqual({ conversationId, messageId });
        if (other !== conversationId) expect(readToken(id.replace(conversationId, other), ['s'])).toBeNull();
        for (let position = 0; position < 24; position += 1) {
          const at = 1 + 2 + 25 + 25 + position;
          const flipped = id[at] === '0' ? '1' : '0';
          expect(readToken(id.slice(0, at) + flipped + id.slice(at + 1), ['s'])).toBeNull();
        }
      }),
      { numRuns: 100 }
    );
  });

  it('are not seen in anybody else’s ids', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(readToken(id, ['s'])).toBeNull();
      })
    );
    for (const id of [
      '',
      '<>',
      '<c.a.b.c@x>',
      `<c.${CONVERSATION}.${MESSAGE}.@x>`,
      `<c.${CONVERSATION}.${MESSAGE}@x>`,
      'x'.repeat(100_000),
    ]) {
      expect(readToken(id, ['s'])).toBeNull();
    }
  });

  it('are made from document ids only', () => {
    expect(() =>
      createMessageId({ conversationId: 'a@b>\r\nX: y', messageId: MESSAGE, domain: 'x.test', secret: 's' })
    ).toThrow(TypeError);
  });
});
