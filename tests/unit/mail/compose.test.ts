import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { simpleParser, type AddressObject } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { composeMail, referencesOf, type ComposeInput } from '../../../server/mail/compose';
import { isAddress, validateAddress, validateHeader } from '../../../server/mail/header-values';

const base: ComposeInput = {
  messageId: '<c.1@company.test>',
  from: { name: 'Ventas Repuestos', address: 'ventas@company.test' },
  to: [{ name: 'Ana', address: 'ana@customer.test' }],
  cc: [],
  subject: 'Re: Presupuesto',
  date: new Date('2026-11-21T10:11:12Z'),
  inReplyTo: '<parent@customer.test>',
  references: ['<root@customer.test>', '<parent@customer.test>'],
  text: 'Hola',
  html: '<p>Hola</p>',
  attachments: [],
};
const compose = async (changes: Partial<ComposeInput> = {}) => buffer(await composeMail({ ...base, ...changes }));
const parsed = async (changes: Partial<ComposeInput> = {}) =>
  simpleParser(await compose(changes), { keepCidLinks: true });
const pairs = (header: AddressObject | AddressObject[] | undefined) =>
  [header ?? []].flat().flatMap(({ value }) => value.map(({ name, address }) => ({ name, address: address ?? '' })));
/** Every header line of the head, unfolded. */
const headLines = (raw: Buffer) =>
  (raw.toString('latin1').split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]/g, ' ').split('\r\n');
const headerNames = (raw: Buffer) => headLines(raw).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());

const EXPECTED = [
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
];

describe('a composed mail', () => {
  it('says what was asked for', async () => {
    const mail = await parsed({ cc: [{ name: '', address: 'luis@customer.test' }] });
    expect(mail.messageId).toBe('<c.1@company.test>');
    expect(mail.inReplyTo).toBe('<parent@customer.test>');
    expect(mail.references).toEqual(['<c.1@company.test>', '<root@customer.test>', '<parent@customer.test>']);
    expect(mail.date).toEqual(base.date);
    expect(pairs(mail.from)).toEqual([base.from]);
    expect(pairs(mail.to)).toEqual(base.to);
    expect(pairs(mail.cc)).toEqual([{ name: '', address: 'luis@customer.test' }]);
    expect(mail.replyTo).toBeUndefined();
    expect(mail.subject).toBe('Re: Presupuesto');
    expect(mail.text?.trim()).toBe('Hola');
    expect(mail.html).toBe('<p>Hola</p>');
    expect(headerNames(await compose()).sort()).toEqual([...EXPECTED].sort());
    expect((await compose()).toString()).toMatch(/^Content-Type: multipart\/alternative/m);
  });

  it('is a single text part without HTML, and has no In-Reply-To when it begins a conversation', async () => {
    const raw = await compose({ html: null, inReplyTo: null, references: [] });
    expect(raw.toString()).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(headerNames(raw)).not.toContain('in-reply-to');
    expect((await simpleParser(raw)).references).toBe('<c.1@company.test>');
  });

  it('has CRLF everywhere and no line over 998 characters', async () => {
    const raw = (await compose({ text: `${'largo '.repeat(1000)}\nñ` })).toString('latin1');
    expect(raw.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('carries files as streams, and embedded pictures by their Content-ID', async () => {
    const image = Buffer.from('89504e470d0a1a0a', 'hex');
    const mail = await parsed({
      html: '<p><img data-content-id="logo@x" alt="L"><img data-remote-src="https://x.test/s.png"></p>',
      attachments: [
        {
          name: 'logo.png',
          type: 'image/png',
          inline: true,
          contentId: 'logo@x',
          content: async () => Readable.from([image]),
        },
        {
          name: 'Oferta ñ "1".pdf',
          type: 'application/pdf',
          inline: false,
          content: async () => Readable.from([Buffer.from('%PDF'), Buffer.from('-1.4')]),
        },
        {
          name: 'mail.eml',
          type: 'message/rfc822',
          inline: false,
          content: async () => Readable.from([Buffer.from('Subject: ñ\n\nx')]),
        },
        {
          name: 'x',
          type: 'multipart/mixed; boundary=x\r\nX-Evil: 1',
          inline: false,
          content: async () => Readable.from([Buffer.from('y')]),
        },
      ],
    });
    expect(mail.html).toBe('<p><img src="cid:logo@x" alt="L"><img src="https://x.test/s.png"></p>');
    expect(
      mail.attachments.map(({ filename, contentType, cid, contentDisposition }) => [
        filename,
        contentType,
        cid,
        contentDisposition,
      ])
    ).toEqual([
      ['logo.png', 'image/png', 'logo@x', 'inline'],
      ['Oferta ñ "1".pdf', 'application/pdf', undefined, 'attachment'],
      ['mail.eml', 'message/rfc822', undefined, 'attachment'],
      ['x', 'application/octet-stream', undefined, 'attachment'],
    ]);
    expect(mail.attachments[0]?.content).toEqual(image);
    expect(mail.attachments[1]?.content.toString()).toBe('%PDF-1.4');
    expect(mail.attachments[2]?.content.toString()).toBe('Subject: ñ\n\nx');
  });

  it('opens a file only when its turn comes, and fails as a whole when one cannot be read', async () => {
    let opened = 0;
    const stream = await composeMail({
      ...base,
      attachments: [
        {
          name: 'gone.pdf',
          type: 'application/pdf',
          inline: false,
          content: async () => {
            opened += 1;
            throw new Error('file is gone');
          },
        },
      ],
    });
    expect(opened).toBe(0);
    await expect(buffer(stream)).rejects.toThrow('file is gone');
    expect(opened).toBe(1);
  });

  it('fails when a file breaks off in the middle', async () => {
    const content = async () =>
      Readable.from(
        (async function* () {
          yield Buffer.alloc(1000);
          throw new Error('disk error');
        })()
      );
    await expect(
      buffer(await composeMail({ ...base, attachments: [{ name: 'x', type: 'a/b', inline: false, content }] }))
    ).rejects.toThrow('disk error');
  });

  it('never reads a path or an address, whatever the text looks like', async () => {
    const raw = (
      await compose({ text: '/etc/hostname', html: 'file:///etc/hostname', subject: '/etc/hostname' })
    ).toString();
    expect(raw).toContain('\r\n/etc/hostname\r\n');
  });
});

describe('the chain of references', () => {
  it('keeps the first and the last twenty, our own in front, each once', () => {
    const chain = Array.from({ length: 100 }, (_, index) => `<${index}@x>`);
    const ids = referencesOf([...chain, '<99@x>', 'broken', '<a b>', '<own@x>'], '<own@x>');
    expect(ids).toEqual(['<own@x>', '<0@x>', ...chain.slice(-20)]);
  });
});

describe('values that could be more than values', () => {
  const evil: [string, Partial<ComposeInput>, string][] = [
    ['subject with CRLF', { subject: 'x\r\nBcc: e@evil.test' }, 'control-character'],
    ['subject with LF', { subject: 'x\nBcc: e@evil.test' }, 'control-character'],
    ['subject with U+2028', { subject: 'x\u2028Bcc: e@evil.test' }, 'control-character'],
    ['subject with NEL', { subject: 'x\u0085y' }, 'control-character'],
    ['subject with DEL', { subject: 'x\u007f' }, 'control-character'],
    ['subject with half a character', { subject: 'x\ud800' }, 'control-character'],
    ['subject with brackets', { subject: '<x>' }, 'angle-bracket'],
    ['too long a subject', { subject: 'x'.repeat(999) }, 'too-long'],
    ['sender name with CRLF', { from: { name: 'x\r\nBcc: e@evil.test', address: 'a@b.test' } }, 'control-character'],
    ['sender name with an address', { from: { name: 'x <e@evil.test>', address: 'a@b.test' } }, 'angle-bracket'],
    [
      'address that closes the bracket',
      { to: [{ name: '', address: 'v@x.test>\r\nRCPT TO:<e@evil.test' }] },
      'not-an-address',
    ],
    ['two addresses in one', { to: [{ name: '', address: 'a@b.test, e@evil.test' }] }, 'not-an-address'],
    ['two addresses by a semicolon', { cc: [{ name: '', address: 'a@b.test;e@evil.test' }] }, 'not-an-address'],
    ['quoted local part', { to: [{ name: '', address: '"a@evil.test"@b.test' }] }, 'not-an-address'],
    ['address with a comment', { to: [{ name: '', address: 'a(x)@b.test' }] }, 'not-an-address'],
    ['a group', { to: [{ name: '', address: 'group: a@b.test;' }] }, 'not-an-address'],
    ['address with a route', { to: [{ name: '', address: '@relay.test:a@b.test' }] }, 'not-an-address'],
    ['encoded word as address', { to: [{ name: '', address: '=?utf-8?q?a=40b?=' }] }, 'not-an-address'],
    ['no address', { to: [{ name: 'x', address: '' }] }, 'not-an-address'],
    ['Message-ID with CRLF', { messageId: '<a@b>\r\nX: y' }, 'not-a-message-id'],
    ['In-Reply-To with two ids', { inReplyTo: '<a@b> <c@d>' }, 'not-a-message-id'],
    [
      'file name with CRLF',
      { attachments: [{ name: 'a\r\nX: y', type: 'a/b', inline: false, content: async () => Readable.from([]) }] },
      'control-character',
    ],
    [
      'more than fifty recipients',
      { to: Array.from({ length: 51 }, (_, index) => ({ name: '', address: `a${index}@b.test` })) },
      'too-many-recipients',
    ],
  ];
  it.each(evil)('refuses %s', async (_name, changes, code) => {
    await expect(composeMail({ ...base, ...changes })).rejects.toMatchObject({ name: 'InvalidHeaderValue', code });
  });

  const naughty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '=?utf-8?q?a=0D=0ABcc:_e@evil.test?=',
      '"',
      '\\',
      '\\"',
      "'",
      '(',
      ')',
      ',',
      ';',
      ':',
      '@',
      '=?',
      '?=',
      'a, b',
      '  two  spaces ',
      '\u202egnp.exe',
      '😀',
      'ñ',
      '%0d%0a',
      ' ',
      ''
    )
  );
  const accepted = (value: string) => {
    try {
      validateHeader(value, 'x', 120);
      return true;
    } catch {
      return false;
    }
  };

  it('brings any accepted text back unchanged, with no header more and no recipient more', async () => {
    await fc.assert(
      fc.asyncProperty(naughty.filter(accepted), naughty.filter(accepted), async (subject, name) => {
        const raw = await compose({
          subject,
          from: { name, address: 'ventas@company.test' },
          to: [{ name, address: 'ana@customer.test' }],
        });
        const mail = await simpleParser(raw);
        const squeeze = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
        expect(
          headerNames(raw)
            .filter((header) => header !== 'subject')
            .sort()
        ).toEqual(EXPECTED.filter((header) => header !== 'subject'));
        expect(pairs(mail.from).map(({ address }) => address)).toEqual(['ventas@company.test']);
        expect(pairs(mail.to).map(({ address }) => address)).toEqual(['ana@customer.test']);
        // A subject that itself looks like an encoded word is sent encoded once more, or as it is: both are one header.
        if (!subject.includes('=?')) expect(squeeze(mail.subject)).toBe(squeeze(subject));
      }),
      { numRuns: 400 }
    );
  });

  it('accepts an address only if it is exactly one for the parser too', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string(),
          fc.string({ unit: fc.constantFrom(...'ab@.<>,;:"\\ \r\n()[]\u00e9') })
        ),
        (value) => {
          if (!isAddress(value)) {
            expect(() => validateAddress(value, 'to')).toThrow();
            return;
          }
          expect(value.split('@')).toHaveLength(2);
          expect(value).toMatch(/^[\x21-\x7e]+$/);
          expect(value).not.toMatch(/[<>(),;:"\\[\]]/);
        }
      ),
      { numRuns: 2000 }
    );
  });
});
