import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recogniseBounce } from '../../../server/mail/bounces/recognise';
import type { BounceSource } from '../../../server/mail/bounces/types';
import { expectLinear } from '../../support/linear-time';

const source = (more: Partial<BounceSource>): BounceSource => ({
  contentType: 'multipart/report; report-type=delivery-status',
  returnPath: '<>',
  autoSubmitted: '',
  failedRecipients: [],
  from: { name: 'Mail Delivery System', address: 'mailer-daemon@x.test' },
  subject: 'Undelivered Mail Returned to Sender',
  text: '',
  inReplyTo: [],
  references: [],
  statusParts: [],
  returnedHeads: [],
  ...more,
});

const line = fc.oneof(
  fc.constantFrom(
    'Final-Recipient: rfc822; a@b.test',
    'Final-Recipient: rfc822;',
    'Final-Recipient: ;;;<<>>',
    'Original-Recipient: rfc822; "a b"@c.test',
    'Action: failed',
    'Action: __proto__',
    'Action: constructor',
    'Status: 5.1.1',
    'Status: 9.9.9',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    ' folded',
    '',
    '<a@b.test>: host said: 550 5.1.1',
    'a@b.test',
    'Your message to a@b.test could not be delivered',
    '--- Below this line is a copy of the message.',
    'Message-ID: <x@y>',
    'Message-ID:',
    ' <folded@y>'
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 })
);
const block = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));

it('makes something sound of every report, or nothing', () => {
  fc.assert(
    fc.property(block, block, block, fc.boolean(), (text, status, head, daemon) => {
      const report = recogniseBounce(
        source({
          text,
          statusParts: [status],
          returnedHeads: [head],
          ...(daemon ? {} : { from: null, contentType: 'text/plain' }),
        })
      );
      if (!report) return;
      expect(report.recipients.length === 0).toBe(report.overall !== null);
      expect(report.originalIds.length).toBeLessThanOrEqual(30);
      for (const one of report.recipients) {
        expect(one.address).toMatch(/^[^\s<>@]+@[^\s<>@]+$/);
        expect(['failed', 'delayed', 'relayed', 'delivered']).toContain(one.action);
        expect(one.diagnostic.length).toBeLessThanOrEqual(500);
        // eslint-disable-next-line no-control-regex
        expect(one.diagnostic).not.toMatch(/[\u0000-\u001f]/);
      }
    }),
    { numRuns: 1500 }
  );
});

it.each([
  ['addresses', 'a@b.test '],
  ['words before an address', 'message '],
  ['at signs', '@'],
  ['lines of addresses', '<a@b.test>: x\n'],
  ['open brackets', '<'],
  ['dots and digits', '5.1.'],
  ['Message-ID lines', 'Message-ID: <a@b>\n'],
  ['tokens that are cut off', `c.${'a'.repeat(24)}.${'b'.repeat(24)}.`],
  ['blanks', ' '],
  ['tabs and line ends', '\t\n'],
  ['domino that never ends', 'your message subject: '],
])('takes linear time for %s', (_name, piece) => {
  expectLinear((size) => {
    const text = `delivery failed\n${piece.repeat(Math.ceil(size / piece.length))}`;
    recogniseBounce(source({ text, statusParts: [text], returnedHeads: [text], subject: text.slice(0, 1000) }));
  }, 400_000);
});
