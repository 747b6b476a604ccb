import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPoolHarness, type PoolHarness } from './pool-harness';

let harness: PoolHarness;
beforeAll(async () => {
  harness = await createPoolHarness();
});
afterAll(() => harness.close());

const line = fc.oneof(
  fc.constantFrom(
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: multipart/alternative; boundary="b"',
    'Content-Type: text/html; charset=utf-16',
    'Content-Type: text/plain; charset="\u0000"; format=flowed; delsp=yes',
    'Content-Type: text/html; charset=__proto__',
    'Content-Type: message/rfc822',
    'Content-Type: ;;;',
    'Content-Transfer-Encoding: base64',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Transfer-Encoding: x-uuencode',
    "Content-Disposition: attachment; filename*=utf-8''%00%ff..%2f..%2f; filename=\"a\\",
    'From: "a" <b@c.test>, x:y;,,<>',
    'To: ((((((, <<<@>>>',
    'Date: Sat, 99 Foo 99999 99:99:99 +9999',
    'Message-ID: <<<>>> <a@b> <',
    'In-Reply-To: <',
    'References: <a@b',
    'Subject: =?utf-8?b?////?= =?x?q?=ZZ?= =?utf-8?b?',
    '--b',
    '--b--',
    '',
    '<p style="color:red"><img src=cid:x><script>alert(1)</script>',
    '====',
    '=00=FF=',
    'SGVsbG8='
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 })
);

it('gives every mail an outcome, and none of them anything that could not be stored or shown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.constantFrom('\r\n', '\n', '\r'), async (lines, ending) => {
      const outcome = await harness.outcome(Buffer.from(lines.join(ending)));
      expect(JSON.stringify(outcome)).not.toContain('\\u0000');
      if (outcome.status !== 'parsed') return;
      expect(outcome.mail.html ?? '').not.toMatch(/<script/i);
      expect(outcome.mail.identityKey).toMatch(/^[0-9a-f]{64}$/);
      expect(outcome.mail.date === null || Number.isFinite(outcome.mail.date)).toBe(true);
      for (const { address } of [...outcome.mail.to, ...outcome.mail.cc, ...outcome.mail.replyTo])
        expect(address).toMatch(/^[^\s<>@]+@[^\s<>@]+$/);
    }),
    { numRuns: 400 }
  );
});
