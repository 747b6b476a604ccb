import { readFile, readdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPoolHarness, type PoolHarness } from './pool-harness';

let harness: PoolHarness;
beforeAll(async () => {
  harness = await createPoolHarness();
});
afterAll(() => harness.close());

const latin1 = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');

const MULTIPART = `Message-ID: <One@Example.test>
In-Reply-To: <parent@example.test>
References: <root@example.test> <parent@example.test>
From: =?utf-8?Q?Ana_Garc=C3=ADa?= <Ana@Example.test>
Reply-To: Pedidos <pedidos@example.test>
To: Ventas <ventas@company.test>, "Perez, Luis" <luis@company.test>
Cc: Grupo: a@x.test, b@x.test;
Subject: =?utf-8?B?UHJlc3VwdWVzdG8gw7FhbmTDug==?=
Date: Sat, 21 Nov 2026 10:11:12 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=mix

--mix
Content-Type: multipart/related; boundary=rel

--rel
Content-Type: multipart/alternative; boundary=alt

--alt
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hola, =C2=BFqu=C3=A9 tal?

On Mon, someone wrote:
> antes
--alt
Content-Type: text/html; charset=utf-8

<p>Hola <img src="cid:logo@x"><img src="https://track.test/p.gif"></p>
--alt--
--rel
Content-Type: image/png
Content-ID: <logo@x>
Content-Disposition: inline; filename=logo.png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--rel--
--mix
Content-Type: application/pdf
Content-Disposition: attachment; filename="../../oferta\u202efdp.exe"
Content-Transfer-Encoding: base64

JVBERi0xLjQ=
--mix--
`;

describe('an ordinary mail', () => {
  it('comes apart into head, text, HTML and files', async () => {
    const mail = await harness.parse(MULTIPART);
    expect(mail).toMatchObject({
      messageId: '<One@Example.test>',
      inReplyTo: ['<parent@example.test>'],
      inReplyToIsExact: true,
      references: ['<root@example.test>', '<parent@example.test>'],
      from: { name: 'Ana García', address: 'ana@example.test' },
      replyTo: [{ name: 'Pedidos', address: 'pedidos@example.test' }],
      to: [
        { name: 'Ventas', address: 'ventas@company.test' },
        { name: 'Perez, Luis', address: 'luis@company.test' },
      ],
      cc: [
        { name: '', address: 'a@x.test' },
        { name: '', address: 'b@x.test' },
      ],
      subject: 'Presupuesto ñandú',
      date: Date.UTC(2026, 10, 21, 9, 11, 12),
      preview: 'Hola, ¿qué tal?',
      hasRemoteImages: true,
      html: '<p>Hola <img data-content-id="logo@x"><img data-remote-src="https://track.test/p.gif"></p>',
    });
    expect(mail.text).toBe('Hola, ¿qué tal?\n\nOn Mon, someone wrote:\n> antes');
    expect(mail.attachments.map(({ path: _path, ...file }) => file)).toEqual([
      { name: 'logo.png', type: 'image/png', size: 8, inline: true, contentId: 'logo@x', reason: null },
      { name: '.._.._ofertafdp.exe', type: 'application/pdf', size: 8, inline: false, contentId: null, reason: null },
    ]);
    const [, pdf] = mail.attachments;
    expect(await readFile(pdf?.path ?? '', 'utf8')).toBe('%PDF-1.4');
    expect(pdf?.path).toMatch(/\/[0-9a-f]{32}-1$/);
  });

  it('has the same identity in another encoding of the same content, and another with other content', async () => {
    const base = await harness.parse(MULTIPART);
    const reencoded = await harness.parse(
      MULTIPART.replace('Hola, =C2=BFqu=C3=A9 tal?', 'Hola, =C2=BFqu=C3=\n=A9 tal?').replace(
        'JVBERi0xLjQ=',
        'JVBE\nRi0xLjQ='
      )
    );
    expect(reencoded.identityKey).toBe(base.identityKey);
    const others = [
      MULTIPART.replace('tal?', 'tal!'),
      MULTIPART.replace('JVBERi0xLjQ=', 'JVBERi0xLjU='),
      MULTIPART.replace('Sat, 21', 'Sun, 22'),
      MULTIPART.replace('<One@', '<Two@'),
      MULTIPART.replace('UHJlc3VwdWVzdG8gw7FhbmTDug==', 'T3Rybw=='),
    ];
    const keys = await Promise.all(others.map(async (raw) => (await harness.parse(raw)).identityKey));
    expect(new Set([base.identityKey, ...keys]).size).toBe(6);
  });

  it('shows text, HTML and text in their order when they are no alternatives', async () => {
    const mail = await harness.parse(`Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

before <b>
--m
Content-Type: text/html

<p>middle</p>
--m
Content-Type: text/plain

after
--m--
`);
    expect(mail.text).toBe('before <b>\n\nmiddle\n\nafter');
    expect(mail.html).toBe(
      '<div style="white-space: pre-wrap">before &#x3C;b></div><hr><p>middle</p><hr><div style="white-space: pre-wrap">after</div>'
    );
  });

  it('keeps a forwarded message and a delivery status as files', async () => {
    const mail = await harness.parse(`Content-Type: multipart/report; boundary=m

--m
Content-Type: text/plain

Not delivered.
--m
Content-Type: message/delivery-status

Final-Recipient: rfc822;x@y.test
--m
Content-Type: message/rfc822
Content-Disposition: inline

Subject: inside
Message-ID: <inner@x>

inner text
--m--
`);
    expect(mail.text).toBe('Not delivered.');
    expect(mail.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['delivery-status.txt', 'message/delivery-status'],
      ['inside.eml', 'message/rfc822'],
    ]);
  });
});

describe('heads', () => {
  it('keeps null what is missing or unreadable', async () => {
    const mail = await harness.parse('From: nobody\nDate: yesterday\nMessage-ID:\n\ntext');
    expect(mail).toMatchObject({
      messageId: null,
      from: null,
      date: null,
      subject: '',
      inReplyTo: [],
      references: [],
      text: 'text',
      html: null,
    });
  });

  it('takes the first of repeated headers, and joins folded ones', async () => {
    const mail = await harness.parse(
      'From: a@x.test\nFrom: b@x.test\nSubject: one\n two\nSubject: three\nMessage-ID:\n <folded@x.test>\nReferences: <r1@x>\n\t<r2@x>\n\n.'
    );
    expect(mail).toMatchObject({
      from: { address: 'a@x.test' },
      subject: 'one two',
      messageId: '<folded@x.test>',
      references: ['<r1@x>', '<r2@x>'],
    });
  });

  it('tells an In-Reply-To with words around its id', async () => {
    const mail = await harness.parse('In-Reply-To: Your message of "Mon" <old@x.test>\n\n.');
    expect(mail).toMatchObject({ inReplyTo: ['<old@x.test>'], inReplyToIsExact: false });
  });

  it('leaves international domains in the form that an envelope takes', async () => {
    expect((await harness.parse('From: <u@xn--mnchen-3ya.test>\n\n.')).from?.address).toBe('u@xn--mnchen-3ya.test');
  });

  it('is not moved by headers named after the prototype', async () => {
    const mail = await harness.parse(
      '__proto__: polluted\nconstructor: x\nList-__proto__: <mailto:a@b.test>\nList-constructor: y\nSubject: fine\n\n.'
    );
    expect(mail.subject).toBe('fine');
    const probe: Record<string, unknown> = {};
    expect(probe['polluted']).toBeUndefined();
  });
});

describe('charsets', () => {
  const body = (type: string, text: string) =>
    latin1(`Content-Type: ${type}\nContent-Transfer-Encoding: 8bit\n\n${text}`);

  it.each([
    ['windows-1252', '\x93hi\x94 \x80', '“hi” €'],
    ['iso-8859-1', '\x93hi\x94 \x80 \xf1', '“hi” € ñ'],
    ['us-ascii', 'ma\xf1ana', 'mañana'],
    ['us-ascii', 'ma\xc3\xb1ana', 'mañana'],
    ['unknown-8bit', 'ma\xf1ana \x80', 'mañana €'],
    ['x-nonsense', 'plain', 'plain'],
    ['utf-8', 'ma\xc3\xb1ana', 'mañana'],
    ['utf-8', 'good \xc3\xb1 bad \xf1', 'good ñ bad \ufffd'],
    ['windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2', 'Привет'],
    ['iso-8859-15', '\xa4', '€'],
    ['shift_jis', '\x93\xfa\x96\x7b', '日本'],
    ['gb2312', '\xc4\xe3\xba\xc3', '你好'],
  ])('%s', async (charset, raw, expected) => {
    expect((await harness.parse(body(`text/plain; charset=${charset}`, raw))).text).toBe(expected);
  });

  it('reads a text without charset as UTF-8, else windows-1252', async () => {
    expect((await harness.parse(body('text/plain', 'ma\xc3\xb1ana'))).text).toBe('mañana');
    expect((await harness.parse(body('text/plain', 'ma\xf1ana \x80'))).text).toBe('mañana €');
  });

  it.each([
    ['<meta charset="windows-1251">', '\xcf\xf0\xe8', 'При'],
    ['<META http-equiv=Content-Type content="text/html; charset=koi8-r">', '\xf0\xd2\xc9', 'При'],
    ['<meta charset=nonsense>', 'ma\xf1ana', 'mañana'],
    ['', 'ma\xf1ana', 'mañana'],
    ['<meta charset=iso-8859-1>', 'ma\xc3\xb1ana', 'mañana'],
  ])('HTML without charset believes its %s', async (meta, raw, expected) => {
    const mail = await harness.parse(body('text/html', `<html><head>${meta}</head><body><p>${raw}</p>`));
    expect(mail.text).toBe(expected);
    expect(mail.html).toContain(expected);
  });

  it('never decodes UTF-7 into markup', async () => {
    const mail = await harness.parse(body('text/html; charset=utf-7', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-'));
    expect(mail.html).not.toContain('<script');
  });

  it('decodes 8-bit headers of old senders', async () => {
    const mail = await harness.parse(latin1('From: Jos\xe9 <j@x.test>\nSubject: Ma\xf1ana \x80\n\n.'));
    expect(mail).toMatchObject({ from: { name: 'José' }, subject: 'Mañana €' });
  });

  it('keeps the last part of a mail that was cut off', async () => {
    const mail = await harness.parse(
      latin1(
        'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\none\n--b\nContent-Type: text/plain; charset=windows-1251\n\n\xcf\xf0\xe8'
      )
    );
    expect(mail.text).toBe('one\n\nПри');
  });

  it('unfolds format=flowed', async () => {
    expect((await harness.parse('Content-Type: text/plain; format=flowed\n\nlong \nline\n')).text).toBe('long line');
  });
});

describe('what a database would choke on', () => {
  it('strips NUL everywhere', async () => {
    const mail = await harness.parse(
      Buffer.from(
        'From: "a\0b" <a@x.test>\r\nSubject: s\0t\r\nContent-Type: text/html\r\n\r\n<p title="x\0y">n\0ul</p>\0'
      )
    );
    expect(JSON.stringify({ ...mail, identityKey: '' })).not.toContain('\\u0000');
    expect(mail.text).toContain('ul');
  });

  it('cuts a long text at 500,000 characters and not inside a character', async () => {
    const mail = await harness.parse(`Content-Type: text/plain; charset=utf-8\n\nx${'😀'.repeat(300_000)}`);
    expect(mail.text.length).toBe(499_999);
    expect(mail.text.endsWith('😀')).toBe(true);
  });

  it('says so where a text is cut, and where HTML is beyond what is shown', async () => {
    const long = 'a'.repeat(500_001);
    expect((await harness.parse(`Subject: x\n\n${long}`)).notices).toEqual(['text-cut']);
    const html = (body: string) => harness.parse(`Subject: x\nContent-Type: text/html\n\n${body}`);
    expect((await html(`<p>${'<b>a</b>'.repeat(10)}</p>`)).notices).toEqual([]);
    const large = await html(`<p>short</p><!--${'x'.repeat(1_000_000)}-->`);
    expect(large).toMatchObject({ html: null, text: 'short', notices: ['formatting-left-out'] });
  });

  it('tells two mails apart that differ only behind what is kept', async () => {
    const long = 'x'.repeat(5 * 1024 * 1024);
    const [one, same, other] = await Promise.all(
      [`${long}1`, `${long}1`, `${long}2`].map((text) => harness.parse(`Subject: s\n\n${text}`))
    );
    expect(one?.identityKey).toBe(same?.identityKey);
    expect(one?.identityKey).not.toBe(other?.identityKey);
  });
});

describe('same Message-ID, and none', () => {
  it('gives different mails with one Message-ID different identities', async () => {
    const [one, two] = await Promise.all(
      ['a', 'b'].map((text) => harness.parse(`Message-ID: <same@x>\nSubject: s\n\n${text}`))
    );
    expect(one?.messageId).toBe(two?.messageId);
    expect(one?.identityKey).not.toBe(two?.identityKey);
  });
  it('tells mails apart of which nothing can be read', async () => {
    const key = async (raw: string) => (await harness.parse(raw)).identityKey;
    const [empty, words, others] = await Promise.all(['', 'only words, no headers', 'other words'].map(key));
    expect(new Set([empty, words, others]).size).toBe(3);
    expect(await key('only words, no headers')).toBe(words);
  });
  it('gives the same mail without Message-ID the same identity', async () => {
    const [one, two] = await Promise.all(['x', 'x'].map((text) => harness.parse(`Subject: s\n\n${text}`)));
    expect(one?.identityKey).toBe(two?.identityKey);
  });
});

describe('limits of the account', () => {
  const file = (bytes: number) => `--m
Content-Type: application/octet-stream
Content-Disposition: attachment; filename=f${bytes}.bin
Content-Transfer-Encoding: base64

${Buffer.alloc(bytes, 'ab').toString('base64')}
`;
  const mail = (...files: string[]) =>
    `Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nbody\n${files.join('')}--m--\n`;

  it('puts a placeholder where a file is too large', async () => {
    const { text, attachments } = await harness.parse(mail(file(2000), file(500)), { maxFileBytes: 1000 });
    expect(text).toBe('body');
    expect(attachments).toMatchObject([
      { size: 2000, path: null, reason: 'file-too-large' },
      { size: 500, reason: null },
    ]);
    expect(await readFile(attachments[1]?.path ?? '')).toEqual(Buffer.alloc(500, 'ab'));
  });

  it('puts placeholders beyond the number of files', async () => {
    const { attachments } = await harness.parse(mail(...Array.from({ length: 5 }, () => file(10))), { maxFiles: 2 });
    expect(attachments.map(({ reason }) => reason)).toEqual([
      null,
      null,
      'too-many-files',
      'too-many-files',
      'too-many-files',
    ]);
  });

  it('shows a mail that is larger than allowed, with the files that fit', async () => {
    const { text, attachments } = await harness.parse(mail(file(3000), file(3000), file(100)), { maxMailBytes: 4000 });
    expect(text).toBe('body');
    expect(attachments.map(({ reason }) => reason)).toEqual([null, 'file-too-large', null]);
  });

  it('puts aside what is hopelessly large', async () => {
    expect(await harness.outcome(`Subject: big\n\n${'x'.repeat(50_000)}`, { maxMailBytes: 1000 })).toMatchObject({
      status: 'quarantined',
      reason: 'too-large',
      subject: 'big',
    });
  });

  it('has the identity of a file that was not stored', async () => {
    const [small, large] = [
      await harness.parse(mail(file(2000))),
      await harness.parse(mail(file(2000)), { maxFileBytes: 1000 }),
    ];
    expect(large.identityKey).toBe(small.identityKey);
    const stored = await readFile(small.attachments[0]?.path ?? '');
    expect(createHash('sha256').update(stored).digest('hex')).toBe(
      createHash('sha256').update(Buffer.alloc(2000, 'ab')).digest('hex')
    );
  });
});

describe('faults of the host', () => {
  it('rejects when the raw mail is not there', async () => {
    await expect(
      harness.pool.parse('/nonexistent/mail.eml', { maxMailBytes: 1e6, maxFileBytes: 1e6, maxFiles: 10 })
    ).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves no file of a mail that was put aside', async () => {
    const before = await readdir(harness.bench.staging);
    const parts = Array.from({ length: 1100 }, (_, index) => `--m\nContent-Type: application/x\n\n${index}\n`).join('');
    expect(await harness.outcome(`Content-Type: multipart/mixed; boundary=m\n\n${parts}--m--\n`)).toMatchObject({
      reason: 'too-many-parts',
    });
    expect(await readdir(harness.bench.staging)).toEqual(before);
  });
});
