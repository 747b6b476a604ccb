import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AutomaticKind } from '../../../server/mail/automatic';
import { readToken } from '../../../server/mail/message-id';
import { createPoolHarness, type PoolHarness } from './pool-harness';

const FOLDER = join(__dirname, '../../fixtures/mail');
/** The Message-ID of ours that every report in the corpus is about. */
const ORIGINAL = '<c.k3v9xq2m7tzp4hw8rj5nb6yd.u8f2ga7c5s1le0oi9d3kq6wz.9f3c1a7be2d04856f1a3c5e7@empresa.test>';
const EARLIER = 'aaaaaaaaaaaaaaaaaaaaaaaa';

let harness: PoolHarness;
beforeAll(async () => {
  harness = await createPoolHarness();
});
afterAll(() => harness.close());

const raw = (folder: string, name: string) => readFileSync(join(FOLDER, folder, `${name}.eml`));
/** Files are stored with line feeds; a mail has CRLF. */
const mail = (folder: string, name: string) => harness.parse(raw(folder, name).toString('utf8'));
const namesIn = (folder: string) =>
  readdirSync(join(FOLDER, folder))
    .map((name) => name.replace(/\.eml$/, ''))
    .sort();

describe('reports of mail systems', () => {
  // What of each: the form, and for every recipient the address, action, class, status and reason.
  const TABLE: Record<string, [form: string, ...recipients: string[]]> = {
    'postfix-standard': ['rfc3464', 'luis@cliente.test failed hard 5.1.1 mailbox-unknown'],
    'postfix-delayed': ['rfc3464', 'luis@cliente.test delayed soft 4.4.1 unreachable'],
    'postfix-several': [
      'rfc3464',
      'luis@cliente.test failed hard 5.2.1 mailbox-disabled',
      'marta@otro.test delayed soft 4.2.0 busy',
      'jefa@cliente.test relayed - 2.0.0 -',
    ],
    'postfix-delivered': ['rfc3464', 'luis@cliente.test delivered - 2.0.0 -'],
    'postfix-text': ['postfix', 'luis@cliente.test failed soft 5.2.2 mailbox-full'],
    qmail: ['qmail', 'luis@cliente.test failed hard 5.1.1 mailbox-unknown'],
    exim: ['exim', 'luis@cliente.test failed hard 5.7.26 not-authenticated'],
    'exim-delayed': ['exim', 'luis@cliente.test delayed soft - unreachable'],
    sendmail: ['rfc3464', 'luis@cliente.test failed hard 5.1.2 domain-unknown'],
    'sendmail-text': ['sendmail', 'luis@cliente.test failed hard - mailbox-unknown'],
    office365: ['rfc3464', 'luis@cliente.test failed hard 5.1.10 mailbox-unknown'],
    'exchange-html': ['exchange', 'luis@cliente.test failed soft 5.2.2 mailbox-full'],
    'exchange-2003': ['rfc3464', 'luis@cliente.test failed hard 5.2.3 too-large'],
    'exchange-5.5': ['exchange', 'luis@cliente.test failed hard 5.1.1 mailbox-unknown'],
    gmail: ['rfc3464', 'luis@gmail.test failed hard 5.1.1 mailbox-unknown'],
    'gmail-old': ['gmail', 'luis@cliente.test failed hard 5.7.1 spam'],
    'gmail-delayed': ['gmail', 'luis@cliente.test delayed soft - unreachable'],
    domino: ['rfc3464', 'luis@cliente.test failed hard 5.1.1 mailbox-unknown'],
    'domino-text': ['domino', 'luis@cliente.test failed hard - loop'],
    yahoo: ['yahoo', 'luis@yahoo.test failed hard - mailbox-unknown'],
    barracuda: ['rfc3464', 'luis@cliente.test failed hard 5.7.1 policy'],
    mimecast: ['mimecast', 'luis@cliente.test failed hard 5.7.0 policy'],
    'no-final-recipient': ['unknown'],
    spanish: ['exchange', 'luis@cliente.test failed hard 5.1.1 mailbox-unknown'],
    'forwarded-away': ['rfc3464', 'luis.personal@gmail.test failed soft 5.2.2 mailbox-full'],
  };

  it('are all in the table', () => {
    expect(namesIn('bounces')).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))('%s', async (name, [form, ...recipients]) => {
    const { bounce, automatic } = await mail('bounces', name);
    expect(automatic).toBe('report');
    expect(bounce?.form).toBe(form);
    expect(
      bounce?.recipients.map((one) =>
        [one.address, one.action, one.class ?? '-', one.status ?? '-', one.reason ?? '-'].join(' ')
      )
    ).toEqual(recipients);
    expect(bounce?.originalIds[0]).toBe(ORIGINAL);
    // The mail came back with the ids of earlier mails of its conversation, which did not fail.
    expect(bounce?.originalIds.filter((id) => id.includes(EARLIER))).toEqual([]);
  });

  it('that name nobody say what happened all the same', async () => {
    const { bounce } = await mail('bounces', 'no-final-recipient');
    expect(bounce?.overall).toMatchObject({ action: 'failed', class: 'hard', reason: 'mailbox-unknown' });
  });

  it('tell the address that was written to where the mail was forwarded', async () => {
    const { bounce } = await mail('bounces', 'forwarded-away');
    expect(bounce?.recipients[0]?.originalAddress).toBe('luis@cliente.test');
  });

  it('name ids in a form that our signature is read from', () => {
    // Not signed with this secret: the shape alone leads nowhere.
    expect(readToken(ORIGINAL, ['secret'])).toBeNull();
  });
});

describe('mail that is no report', () => {
  const TABLE: Record<string, AutomaticKind | null> = {
    'exchange-away': 'reply',
    vacation: 'reply',
    'autoresponder-old': 'reply',
    'mailing-list': 'bulk',
    'no-reply-shop': 'bulk',
    'read-receipt': 'report',
    'customer-forwards-a-bounce': null,
    person: null,
  };

  it('is all in the table', () => {
    expect(namesIn('automatic')).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))('%s is %s', async (name, kind) => {
    const parsed = await mail('automatic', name);
    expect(parsed.bounce).toBeNull();
    expect(parsed.automatic).toBe(kind);
  });
});

describe('charsets', () => {
  const TABLE: Record<string, string> = {
    'windows-1252': '“Oferta” – 5 €',
    'latin1-that-is-1252': '“Oferta” – 5 €',
    'iso-8859-15': 'Precio: 5 € ñandú',
    'windows-1251': 'Добрый день',
    'koi8-r': 'Добрый день',
    'iso-8859-2': 'Zażółć gęślą jaźń',
    'windows-1250': 'Příliš žluťoučký kůň',
    'windows-1253': 'Καλημέρα',
    'windows-1255': 'שלום',
    'windows-1256': 'مرحبا',
    gb2312: '您好,请报价',
    'gbk-as-gb2312': '镕基 您好',
    gb18030: '您好𠮷',
    big5: '您好,請報價',
    'shift-jis': 'お見積りの件',
    'euc-jp': 'お見積りの件',
    'iso-2022-jp': 'お見積りの件',
    'euc-kr': '안녕하세요',
    ks_c_5601: '안녕하세요',
    'utf-8-as-ascii': 'Ñandú €',
    '1252-as-utf-8': 'Ca\ufffd\ufffdn',
    'unknown-label': 'Cañón – 5 €',
    'no-label-utf-8': 'Ñandú €',
    'no-label-1252': 'Cañón – 5 €',
    'utf-7': '¡Hola!',
    // Markup hidden by the charset is cleaned like any other.
    'utf-7-html': 'Año',
    hz: '您好,请报价',
    'iso-2022-kr': '안녕하세요',
    'iso-2022-cn': '您好, ok',
    'iso-2022-jp-1': 'お見積りの件',
    'x-mac-roman': 'Cañón – 5 €',
    cp850: 'Cañón',
    'koi8-u': 'Добрий день, Ґанно',
    'windows-874': 'สวัสดี',
    'utf-32': 'Ñandú',
    'unknown-name': 'Cañón – 5 €',
    'utf-16': 'Ñandú',
    headers: 'Hola',
    'headers-odd': 'Hola',
  };
  const GUESSED = ['unknown-label', 'unknown-name'];

  it('are all in the table', () => {
    expect(namesIn('charsets')).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))('%s', async (name, text) => {
    const parsed = await harness.parse(raw('charsets', name));
    expect(parsed.text).toBe(text);
    expect(parsed.html ?? '').not.toMatch(/script/);
    expect(parsed.notices).toEqual(GUESSED.includes(name) ? ['unknown-charset'] : []);
  });

  it('of headers', async () => {
    expect(await harness.parse(raw('charsets', 'headers'))).toMatchObject({
      from: { name: '見積' },
      subject: 'Добрый您好',
    });
    expect(await harness.parse(raw('charsets', 'headers-odd'))).toMatchObject({
      from: { name: 'José', address: 'a@cliente.test' },
      subject: '您好Cañón<x>',
    });
  });
});

describe('parts', () => {
  const TABLE: Record<string, [name: string, type: string, inline: boolean][]> = {
    forwarded: [
      ['Albarán 7_2026.eml', 'message/rfc822', false],
      ['nombre propio.eml', 'message/rfc822', false],
      ['message.eml', 'message/rfc822', false],
    ],
    invitation: [['invitation.ics', 'text/calendar', false]],
    winmail: [['winmail.dat', 'application/ms-tnef', false]],
    'winmail-files': [
      ['Plano de la ñave.pdf', 'application/pdf', false],
      ['logo.png', 'image/png', true],
    ],
    'unreferenced-image': [
      ['una.png', 'image/png', true],
      ['otra.png', 'image/png', false],
      ['sin-id.png', 'image/png', false],
    ],
  };

  it('are all in the table', () => {
    expect(namesIn('parts')).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))('%s', async (name, files) => {
    const { attachments, text, bounce, automatic } = await mail('parts', name);
    expect(attachments.map((file) => [file.name, file.type, file.inline])).toEqual(files);
    expect(text).not.toMatch(/Dentro|BEGIN:VCALENDAR/);
    expect([bounce, automatic]).toEqual([null, null]);
  });
});
