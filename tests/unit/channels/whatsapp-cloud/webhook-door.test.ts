import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerHandshake } from '../../../../server/channels/whatsapp-cloud/webhook/handshake';
import { parseLossless } from '../../../../server/channels/whatsapp-cloud/webhook/lossless-json';
import { verifySignature } from '../../../../server/channels/whatsapp-cloud/webhook/signature';

const sign = (raw: string | Buffer, secret: string) =>
  `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

describe('the signature', () => {
  // As Meta escapes it; written again by JSON.stringify these are other bytes.
  const raw = '{"a":"\\u00e9","b":"x\\/y"}';

  it('holds for the bytes as they were sent, and for nothing else', () => {
    const header = sign(raw, 'secret');
    expect(verifySignature(Buffer.from(raw), header, 'secret')).toBe(true);
    expect(verifySignature(raw, header.toUpperCase().replace('SHA256', 'sha256'), 'secret')).toBe(true);
    expect(verifySignature(JSON.stringify(JSON.parse(raw)), header, 'secret')).toBe(false);
    expect(verifySignature(raw, header, 'of another account')).toBe(false);
    expect(verifySignature(Buffer.from(raw).subarray(1), header, 'secret')).toBe(false);
  });

  it.each([
    undefined,
    null,
    '',
    'sha256=',
    'sha1=abc',
    'sha256=abcd',
    `sha256=${'g'.repeat(64)}`,
    ['sha256=x'],
    7,
    `${sign(raw, 'secret')}0`,
  ])('is false for the header %j', (header) => expect(verifySignature(raw, header, 'secret')).toBe(false));

  it('is false without a secret, even where it matches', () => {
    expect(verifySignature(raw, sign(raw, ''), '')).toBe(false);
  });
});

describe('the handshake', () => {
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'token', 'hub.challenge': '1158201444' };

  it('answers the challenge to who knows the token', () => {
    expect(answerHandshake(query, 'token')).toEqual({ accepted: true, challenge: '1158201444' });
  });

  it.each([
    [{}, 'not-a-handshake'],
    [{ ...query, 'hub.mode': 'unsubscribe' }, 'not-a-handshake'],
    [{ ...query, 'hub.verify_token': ['token'] }, 'not-a-handshake'],
    [{ ...query, 'hub.verify_token': 'Token' }, 'wrong-token'],
    [{ ...query, 'hub.verify_token': '' }, 'wrong-token'],
    [{ ...query, 'hub.challenge': '<script>' }, 'no-challenge'],
    [{ ...query, 'hub.challenge': undefined }, 'no-challenge'],
  ])('refuses %j: %s', (asked, reason) => {
    expect(answerHandshake(asked, 'token')).toEqual({ accepted: false, reason });
  });

  it('refuses when no token is set', () => {
    expect(answerHandshake({ ...query, 'hub.verify_token': '' }, '')).toMatchObject({ accepted: false });
  });
});

describe('JSON without loss', () => {
  it('keeps integers that a number cannot hold, as text', () => {
    expect(parseLossless('{"id":25012345678901234,"list":[ -9007199254740993 , 9007199254740991]}')).toEqual({
      id: '25012345678901234',
      list: ['-9007199254740993', 9_007_199_254_740_991],
    });
  });

  it('leaves text, fractions and exponents as they are', () => {
    const text =
      '{"a":": 25012345678901234","b":0.12345678901234567890,"c":1e-1234567890123456789,"d":"\\"[25012345678901234","x":25012345678901234}';
    expect(parseLossless(text)).toEqual({ ...(JSON.parse(text) as object), x: '25012345678901234' });
  });

  it('is JSON.parse for everything else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // The long integer sends it through the slow way.
        expect(parseLossless(`[25012345678901234,${text}]`)).toEqual(['25012345678901234', roundTrip(text)]);
      }),
      { numRuns: 1000 }
    );
  });
});

const roundTrip = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(String(value))
      ? String(value)
      : value
  ) as unknown;
