import { readFile, readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMemory } from '../../../server/mail/tnef/byte-source';
import { decompressRtf } from '../../../server/mail/tnef/compressed-rtf';
import { decodeTnef } from '../../../server/mail/tnef/decode';
import { readRtf } from '../../../server/mail/tnef/read-rtf';
import { tnefMail, tnefSource, type TnefSource } from '../../support/tnef';
import { expectLinear } from '../../support/linear-time';
import { createPoolHarness, type PoolHarness } from './pool-harness';

const HEAD = { From: 'Luis <luis@cliente.test>', To: 'ventas@empresa.test', Subject: 'Desde Outlook' };
const PDF = Buffer.from('%PDF-1.4\n%plano\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

let harness: PoolHarness;
beforeAll(async () => {
  harness = await createPoolHarness();
});
afterAll(() => harness.close());

const parse = (tnef: TnefSource | Buffer, text?: string, limits = {}) =>
  harness.parse(tnefMail(Buffer.isBuffer(tnef) ? tnef : tnefSource(tnef), HEAD, text), limits);
const names = (mail: { attachments: { name: string }[] }) => mail.attachments.map(({ name }) => name);

describe('winmail.dat', () => {
  it('gives its files their place among the attachments, with their names, types and bytes', async () => {
    const mail = await parse(
      {
        html: Buffer.from('<p>Mira <img src="cid:plano@x"></p>'),
        files: [
          { title: 'PLANO~1.PDF', longName: 'Plano de la ñave.pdf', content: PDF },
          { longName: 'captura.png', contentId: 'plano@x', content: PNG, asProperty: true },
          { title: 'NOTAS.TXT', type: 'text/plain', content: Buffer.from('hola') },
        ],
      },
      'Adjunto el plano.'
    );
    expect(mail.attachments.map(({ path: _path, ...file }) => file)).toEqual([
      {
        name: 'Plano de la ñave.pdf',
        type: 'application/pdf',
        size: PDF.length,
        contentId: null,
        inline: false,
        reason: null,
      },
      { name: 'captura.png', type: 'image/png', size: PNG.length, contentId: 'plano@x', inline: false, reason: null },
      { name: 'NOTAS.TXT', type: 'text/plain', size: 4, contentId: null, inline: false, reason: null },
    ]);
    expect(await readFile(mail.attachments[0]?.path ?? '')).toEqual(PDF);
    expect(await readFile(mail.attachments[1]?.path ?? '')).toEqual(PNG);
    // The mail has a text of its own.
    expect([mail.text, mail.html, mail.notices]).toEqual(['Adjunto el plano.', null, []]);
  });

  it('gives the mail a body where it has none: HTML first, cleaned as any other', async () => {
    const mail = await parse({
      html: Buffer.from('<p onclick="x()">Año <img src="cid:logo@x"></p><script>alert(1)</script>', 'latin1'),
      files: [{ longName: 'logo.png', contentId: 'logo@x', content: PNG }],
    });
    expect(mail.html).toBe('<p>Año <img data-content-id="logo@x"></p>');
    expect(mail.text).toBe('Año');
    expect(mail.attachments).toMatchObject([{ name: 'logo.png', inline: true }]);
  });

  it('reads text in the code page that it names, and RTF that was made from HTML', async () => {
    expect((await parse({ codePage: 1251, text: Buffer.from('cff0e8e2e5f2', 'hex') })).text).toBe('Привет');
    const rtf =
      '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 ' +
      "A\\'f1o \\u8364? 1<2{\\*\\htmltag72 </p>}\\htmlrtf }\\htmlrtf0 }";
    const mail = await parse({ rtf: stored(rtf) });
    expect(mail.html).toBe('<p>Año € 1&#x3C;2</p>');
  });

  it('shows a message that was forwarded inside as its text and its files', async () => {
    const mail = await parse(
      {
        files: [
          {
            longName: 'Oferta.msg',
            content: {
              message: {
                subject: 'Oferta: 5/7',
                text: Buffer.from('Dentro'),
                files: [{ longName: 'dentro.pdf', content: PDF }],
              },
            },
          },
        ],
      },
      'Reenvío'
    );
    expect(names(mail)).toEqual(['Oferta: 5_7.txt', 'dentro.pdf']);
    expect(await readFile(mail.attachments[0]?.path ?? '', 'utf8')).toBe('Dentro');
    expect(await readFile(mail.attachments[1]?.path ?? '')).toEqual(PDF);
  });

  it('counts its files against the limits of the mail', async () => {
    const files = Array.from({ length: 5 }, (_, index) => ({ longName: `${index}.pdf`, content: PDF }));
    const few = await parse({ files }, 'x', { maxFiles: 3 });
    expect(few.attachments.map(({ reason }) => reason)).toEqual([null, null, null, 'too-many-files', 'too-many-files']);
    const big = { longName: 'grande.bin', content: Buffer.alloc(50_000) };
    const kept = await parse({ messageClass: 'IPM.Task', files: [big, ...files] }, 'x', { maxMailBytes: 80_000 });
    expect(kept.attachments.map(({ name, reason }) => [name, reason]).slice(0, 3)).toEqual([
      ['winmail.dat', null],
      ['grande.bin', 'file-too-large'],
      ['0.pdf', null],
    ]);
  });

  it('stays a file, and says so, where it is damaged or no TNEF', async () => {
    const none = await parse(Buffer.from('not at all'), 'Texto');
    expect([names(none), none.notices]).toEqual([['winmail.dat'], ['winmail-unreadable']]);
    const whole = tnefSource({
      files: [
        { longName: 'a.pdf', content: PDF },
        { longName: 'b.pdf', content: PDF },
      ],
    });
    const cut = await parse(whole.subarray(0, whole.length - 20), 'Texto');
    expect([names(cut), cut.notices]).toEqual([['winmail.dat', 'a.pdf', 'attachment'], ['winmail-incomplete']]);
    expect(cut.text).toBe('Texto');
  });

  it('stays beside its files where it is an appointment, of which it holds more', async () => {
    const mail = await parse(
      { messageClass: 'IPM.Schedule.Meeting.Request', files: [{ longName: 'a.pdf', content: PDF }] },
      'x'
    );
    expect([names(mail), mail.notices]).toEqual([['winmail.dat', 'a.pdf'], []]);
  });

  it('changes nothing about what makes the mail the same mail', async () => {
    const tnef = tnefSource({ files: [{ longName: 'a.pdf', content: PDF }] });
    const [one, other] = [await parse(tnef, 'x'), await parse(Buffer.concat([tnef, Buffer.alloc(1)]), 'x')];
    expect(one.identityKey).toBe((await parse(tnef, 'x')).identityKey);
    expect(one.identityKey).not.toBe(other.identityKey);
  });

  it('leaves no file behind that no attachment names', async () => {
    const before = await readdir(harness.bench.staging);
    const mail = await parse({
      files: [
        { longName: 'a.pdf', content: PDF },
        { longName: 'b.pdf', content: PDF },
      ],
    });
    expect((await readdir(harness.bench.staging)).length - before.length).toBe(mail.attachments.length);
  });
});

describe('what strangers send', () => {
  const whole = tnefSource({
    html: Buffer.from('<p>x</p>'),
    rtf: stored('{\\rtf1 x}'),
    files: [
      { longName: 'a.pdf', content: PDF },
      {
        longName: 'm',
        content: { message: { subject: 's', files: [{ longName: 'b.pdf', content: PDF, asProperty: true }] } },
      },
    ],
  });

  it('never makes the decoder throw, read outside, or lose itself', () => {
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (changes, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        for (const [at, value] of changes) if (at >= 4 && at < length) bytes[at] = value;
        const walk = (content: ReturnType<typeof decodeTnef>): void => {
          for (const file of content?.files ?? []) {
            expect(file.offset + file.length).toBeLessThanOrEqual(bytes.length);
            walk(file.message);
          }
        };
        walk(decodeTnef(inMemory(bytes)));
      }),
      { numRuns: 3000 }
    );
  });

  it('never makes the RTF readers throw or grow', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '\\',
        "\\'",
        '\\u-1',
        '\\uc9',
        '\\*',
        '\\htmltag',
        '\\htmlrtf',
        '\\bin9',
        '\\par',
        ' ',
        '<'
      ),
      fc.string({ maxLength: 5 })
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = `{\\rtf1\\fromhtml1${pieces.join('')}`;
        const read = readRtf(Buffer.from(source, 'latin1'));
        expect(JSON.stringify(read).length).toBeLessThan(source.length * 8 + 100);
      }),
      { numRuns: 1000 }
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(5000), (bytes, size) => {
        const head = Buffer.alloc(16);
        head.writeUInt32LE(size, 4);
        head.writeUInt32LE(0x75465a4c, 8);
        expect(decompressRtf(Buffer.concat([head, bytes]), 4000)?.length ?? 0).toBeLessThanOrEqual(4000);
      })
    );
  });

  it('takes time in proportion to its size', () => {
    const many = (count: number) =>
      tnefSource({
        files: Array.from({ length: Math.min(count, 900) }, () => ({ longName: 'x'.repeat(count), content: PDF })),
      });
    expectLinear((size) => decodeTnef(inMemory(many(size))), 800);
    expectLinear((size) => readRtf(Buffer.from(`{\\rtf1 ${'{\\*\\x '.repeat(size)}`)), 400_000);
    expectLinear((size) => readRtf(Buffer.from(`{\\rtf1 ${"\\'e1{\\b x}\\u1234?".repeat(size)}`)), 100_000);
  });
});

it('unpacks the example of the specification', () => {
  // [MS-OXRTFCP] 3.1
  const packed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062770' + '5b06c647d0a800fa0',
    'hex'
  );
  expect(decompressRtf(packed, 100)?.toString('latin1')).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  expect(readRtf(Buffer.from('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n'))).toEqual({ text: 'hello world' });
  expect(decompressRtf(packed, 10)).toBeNull();
});

/** RTF in its container, not compressed. */
function stored(rtf: string): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(rtf.length + 12, 0);
  head.writeUInt32LE(rtf.length, 4);
  head.writeUInt32LE(0x414c454d, 8);
  return Buffer.concat([head, Buffer.from(rtf, 'latin1')]);
}
