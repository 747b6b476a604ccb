import { describe, expect, it } from 'vitest';
import { briefHead } from '../../../server/mail/head-reader';
import { decodeEncodedWords } from '../../../server/mail/encoded-words';
import { extractMessageIds, isExactlyOneId, messageIdKey, normaliseMessageId } from '../../../server/mail/message-ids';
import { parseDate } from '../../../server/mail/worker/head';
import { expectLinear } from '../../support/linear-time';

describe('message ids', () => {
  it.each([
    ['<a@b>', ['<a@b>']],
    ['<a@b>\r\n <c@d>', ['<a@b>', '<c@d>']],
    ['<a@b><c@d>', ['<a@b>', '<c@d>']],
    ['Message of <Mon> "x" <a@b>', ['<Mon>', '<a@b>']],
    ['a@b c@d', ['<a@b>', '<c@d>']],
    ['<>', []],
    ['< >', []],
    ['<a b@c>', []],
    ['<<a@b>', ['<a@b>']],
    ['<a@b', []],
    ['', []],
  ])('%j', (value, expected) => {
    expect(extractMessageIds(value)).toEqual(expected);
  });
  it('knows a header that is one id and nothing else', () => {
    expect(isExactlyOneId(' <a@b> ')).toBe(true);
    expect(isExactlyOneId('<a@b> (x)')).toBe(false);
    expect(isExactlyOneId('<a@b> <c@d>')).toBe(false);
    expect(isExactlyOneId('')).toBe(false);
  });
  it('compares without brackets, folding and case, and never an empty one', () => {
    expect(normaliseMessageId(' <A@B.Test>\r\n')).toBe('a@b.test');
    expect(messageIdKey('<A@b>')).toBe(messageIdKey('<a@B>'));
    expect(messageIdKey('<>')).toBeNull();
    expect(messageIdKey(' ')).toBeNull();
  });
  it.each(['<', '>', '<a@b> ', '< ', 'a@b '])('takes linear time for %j', (piece) => {
    expectLinear((size) => extractMessageIds(piece.repeat(size)), 100_000);
  });
});

describe('dates', () => {
  it.each([
    ['Sat, 21 Nov 2026 10:11:12 +0100', Date.UTC(2026, 10, 21, 9, 11, 12)],
    ['21 Nov 2026 10:11 -0330', Date.UTC(2026, 10, 21, 13, 41)],
    ['Sat, 21 Nov 26 10:11:12 GMT', Date.UTC(2026, 10, 21, 10, 11, 12)],
    ['Sat,  1 Jan 1970 00:00:00 +0000 (UTC)', 0],
    ['Fri, 21 Nov 97 09:55:06 EST', Date.UTC(1997, 10, 21, 14, 55, 6)],
    ['2026-11-21T10:11:12Z', Date.UTC(2026, 10, 21, 10, 11, 12)],
    ['yesterday', null],
    ['21 Xxx 2026 10:11', null],
    ['99 Nov 2026 10:11', null],
    ['1', null],
    ['', null],
  ])('%j', (value, expected) => {
    expect(parseDate(value)).toBe(expected);
  });
});

describe('the head of a mail that cannot be parsed', () => {
  const read = (text: string) => briefHead(Buffer.from(text, 'latin1'));
  it('is read as far as it goes', () => {
    expect(read('From: =?utf-8?q?Jos=C3=A9?= <j@x>\r\nX: y\r\nSUBJECT: one\r\n\ttwo\r\n\r\nSubject: body')).toEqual({
      from: 'José <j@x>',
      subject: 'one two',
    });
    expect(read('Subject: ma\xf1ana')).toEqual({ from: null, subject: 'mañana' });
    expect(read('\r\nFrom: x')).toEqual({ from: null, subject: null });
    expect(read('garbage')).toEqual({ from: null, subject: null });
  });
  it.each(['From: x\n', ' \n', 'x', ':', 'Subject:', '=?utf-8?q?a?= ', 'Subject: =?'])(
    'takes linear time for %j',
    (piece) => {
      expectLinear((size) => read(`Subject: ${piece.repeat(size)}`), 50_000);
    }
  );
});

describe('encoded words', () => {
  it.each([
    ['=?utf-8?B?w7E=?=', 'ñ'],
    ['=?iso-8859-1?Q?ma=F1ana_x?=', 'mañana x'],
    ['=?utf-8?q?a?= =?utf-8?q?b?=', 'ab'],
    ['=?utf-8?q?a?= and =?utf-8?q?b?=', 'a and b'],
    ['=?utf-8*es?q?a?=', 'a'],
    ['=?broken', '=?broken'],
    ['=?x?z?y?=', '=?x?z?y?='],
    ['plain', 'plain'],
  ])('%j', (value, expected) => {
    expect(decodeEncodedWords(value)).toBe(expected);
  });
});
