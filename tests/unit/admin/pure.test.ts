import { describe, expect, it } from 'vitest';
import {
  parseAddresses,
  addAddresses,
  looksLikeAddress,
  toAddressInput,
} from '../../../admin/inbox/composer/recipients/address-list';
import { isInsideName } from '../../../admin/inbox/composer/recipients/split-addresses';
import { linkAddress } from '../../../admin/inbox/composer/link-address';
import { toMessage } from '../../../admin/inbox/composer/to-message';
import { eventValues } from '../../../admin/inbox/conversation/event-values';
import { splitQuotedText } from '../../../admin/inbox/conversation/quoted-text';
import { arrivals } from '../../../admin/inbox/list/arrivals';
import { readFilters, writeFilters } from '../../../admin/inbox/list/filters-in-url';
import { stepInList } from '../../../admin/inbox/list/step-in-list';
import { partsUntil, relativeParts } from '../../../admin/components/relative-parts';
import { withVisibleCharacters } from '../../../admin/components/visible-characters';
import { readApiError, outcomeUnknown } from '../../../admin/api/api-error';
import { expectLinear } from '../../support/linear-time';
import { loadPages } from '../../../admin/api/load-pages';

describe('names that strangers choose', () => {
  it('show what would reorder or hide them', () => {
    expect(withVisibleCharacters('invoice\u202Efdp.exe')).toBe('invoice[U+202E]fdp.exe');
    expect(withVisibleCharacters('a\u0000b\u200bc\u{e0041}')).toBe('a[U+0000]b[U+200B]c[U+E0041]');
    expect(withVisibleCharacters('Factura Nº 7 – Peñíscola.pdf')).toBe('Factura Nº 7 – Peñíscola.pdf');
  });
});

describe('quoted history', () => {
  it.each([
    ['Thanks!\n\nOn Mon, 1 Jun 2026 at 10:00, Ana <a@b.c> wrote:\n> Hello\n> there\n', 'Thanks!'],
    ['Gracias.\n\nEl lun, 1 jun 2026, Ana escribió:\n> Hola', 'Gracias.'],
    ['See below\n-----Original Message-----\nFrom: x\nHello', 'See below'],
    ['Answer\n> old line\n>> older line', 'Answer'],
    ['Sí\n\nEl lun, 1 jun 2026 a las 10:00, Ana\n<ana@b.test> escribió:\n> Hola', 'Sí'],
    ['Ja\nAm 1. Juni schrieb Ana <a@b.c>:\n> Hallo', 'Ja'],
    ['Oui\nLe lun. 1 juin à 10:00, Ana a écrit :\n> Bonjour', 'Oui'],
    ['Sim\nEm seg, 1 de jun, Ana escreveu:\n> Olá', 'Sim'],
    ['Vale\n\nDe: Ana <a@b.c>\nEnviado el: lunes\nPara: Ventas\nAsunto: Precio\n\nHola', 'Vale'],
    ['Vale\n-----Mensaje original-----\nDe: Ana\nHola', 'Vale'],
  ])('is folded: %j', (text, fresh) => {
    const split = splitQuotedText(text);
    expect(split.fresh).toBe(fresh);
    expect(split.quoted).not.toBe('');
  });

  it.each([
    ['On Monday we met.\nWhat do you think?'],
    ['> only a quote\n> and no answer'],
    ['Mira\n\n---------- Forwarded message ---------\nFrom: x <x@y.z>\nDate: today\nSubject: s\n\nHi'],
    ['Envío\nDe: Madrid\nPara: Sevilla\nFecha: mañana'],
    ['Hi\nOn 1 Jun, Ana wrote:\n> question?\nanswer in between\n> next?\nsecond answer'],
  ])('is left alone: %j', (text) => {
    expect(splitQuotedText(text)).toEqual({ fresh: text, quoted: '' });
  });

  it('is left alone in a mail that passes another one on', () => {
    const text = 'Mira\n\nDe: Ana <a@b.c>\nEnviado: lunes\nAsunto: x\n\nHola';
    expect(splitQuotedText(text, 'RV: x')).toEqual({ fresh: text, quoted: '' });
    expect(splitQuotedText(text, 'Re: RV: x').fresh).toBe('Mira');
  });

  it('takes linear time', () => {
    expectLinear((lines) => splitQuotedText(`${'On x '.repeat(30)}\n`.repeat(lines)), 80_000);
  });
});

describe('recipients', () => {
  it('are read as they are typed and pasted', () => {
    const people = (text: string) => parseAddresses(text).map(({ name, address }) => [name, address]);
    const three = [
      ['Pérez, Ana', 'a@b.es'],
      ['', 'c@d.es'],
      ['', 'e@f.es'],
    ];
    expect(people('"Pérez, Ana" <A@b.es>, c@d.es; e@f.es')).toEqual(three);
    expect(people('Pérez, Ana <a@b.es>; c@d.es;\ne@f.es;')).toEqual(three);
    expect(people(String.raw`"Ana \"la jefa\"; y, co" <a@b.es>`)).toEqual([['Ana "la jefa"; y, co', 'a@b.es']]);
    expect(people('a@b.es\nc@d.es e@f.es').map(([, address]) => address)).toEqual(['a@b.es', 'c@d.es', 'e@f.es']);
  });
  it('keep what is no address where it stands, marked', () => {
    const list = parseAddresses('nobody, a@b@c, x@y.z, Pérez, Ana <a@b.es>');
    expect(list.map(({ address }) => address)).toEqual(['nobody', 'a@b@c', 'x@y.z', 'Pérez', 'a@b.es']);
    expect(list.map(looksLikeAddress)).toEqual([false, false, true, false, true]);
    // Nothing closes the name, so what follows is not a part of it.
    expect(parseAddresses('"Ana <a@b.es>, c@d.es').map(looksLikeAddress)).toEqual([true, true]);
    expect(parseAddresses('x'.repeat(5000))[0]?.address.length).toBe(320);
  });
  it('end at a comma that is not inside a name', () => {
    expect(isInsideName('"Pérez')).toBe(true);
    expect(isInsideName('"Pérez, Ana" <a@b.es>')).toBe(false);
    expect(isInsideName('a@b.es')).toBe(false);
  });
  it('are listed once', () => {
    const list = addAddresses(
      [{ name: '', address: 'A@b.c' }],
      [
        { name: '', address: 'a@b.c' },
        { name: 'x', address: 'd@e.f' },
      ]
    );
    expect(list.map(({ address }) => address)).toEqual(['A@b.c', 'd@e.f']);
  });
  it('lose what no header may hold', () => {
    expect(toAddressInput({ name: 'Eve\r\nBcc: x <y>', address: 'e@x.y' })).toEqual({
      name: 'Eve Bcc: x y',
      address: 'e@x.y',
    });
  });
});

describe('links of the composer', () => {
  it.each([
    ['example.com/a', 'https://example.com/a'],
    ['example.com:8080/a', 'https://example.com:8080/a'],
    ['mailto:a@b.c', 'mailto:a@b.c'],
    ['javascript:alert(1)', null],
    [' JaVaScRiPt:alert(1)', null],
    ['data:text/html,x', null],
    ['two words', null],
  ])('%j', (typed, url) => expect(linkAddress(typed)).toBe(url));
});

describe('a message as it is sent', () => {
  const proposed = { to: [{ name: 'Ana', address: 'ana@x.y' }], cc: [], subject: 'Re: x' };
  const draft = {
    kind: 'reply' as const,
    mode: 'reply-all' as const,
    forwardOf: null,
    withoutFiles: [],
    replyOf: null,
    bcc: null,
    html: '<div>Hello</div>',
    text: 'Hello\n',
    to: null,
    cc: null,
    attachments: [],
    signatureId: null,
    withoutQuote: false,
    idempotencyKey: '12345678',
    seen: 'm1',
    unsettled: false,
    changedUnsettled: false,
  };
  it('names the recipients that the writer saw, and plain text stays plain', () => {
    expect(toMessage(draft, proposed, 'm1')).toEqual({
      kind: 'reply',
      text: 'Hello',
      attachmentIds: [],
      idempotencyKey: '12345678',
      to: [{ name: 'Ana', address: 'ana@x.y' }],
      cc: [],
      lastSeenMessageId: 'm1',
    });
  });
  it('has HTML where there is formatting, and a note has no recipients', () => {
    const note = toMessage({ ...draft, kind: 'note', html: '<b>Hi</b>' }, proposed, 'm1');
    expect(note).toEqual({
      kind: 'note',
      text: 'Hello',
      html: '<b>Hi</b>',
      attachmentIds: [],
      idempotencyKey: '12345678',
    });
  });
});

describe('the list', () => {
  it('announces what is new, and no page or filter', () => {
    const row = (id: string, unreadCount: number, lastMessageAt: string) => ({ id, unreadCount, lastMessageAt });
    const first = arrivals(null, [row('a', 3, '2026-01-01')]);
    expect(first.fresh).toEqual([]);
    const more = arrivals(first.now, [row('c', 1, '2026-01-02'), row('a', 3, '2026-01-01'), row('b', 1, '2025-01-01')]);
    expect(more.fresh.map(({ id }) => id)).toEqual(['c']);
    expect(arrivals(more.now, [row('a', 4, '2026-01-03')]).fresh.map(({ id }) => id)).toEqual(['a']);
  });
  it('keeps its filters in the URL and ignores nonsense', () => {
    const params = new URLSearchParams('assignee=me&status=gone&accountId=a/b&x=1');
    expect(readFilters(params)).toEqual({ assignee: 'me' });
    expect(writeFilters(params, { status: 'open' }).toString()).toBe('status=open&x=1');
    const search = new URLSearchParams('q=+ana%26x+&unread=true&failed=1&assignee=anyone');
    expect(readFilters(search)).toEqual({ q: 'ana&x', unread: 'true', assignee: 'anyone' });
    expect(writeFilters(search, readFilters(search)).toString()).toBe('q=ana%26x&unread=true&assignee=anyone');
  });
  it('moves by keys and stops at its ends', () => {
    expect([
      stepInList('j', -1, 3),
      stepInList('ArrowDown', 2, 3),
      stepInList('k', 0, 3),
      stepInList('End', 0, 3),
      stepInList('x', 0, 3),
    ]).toEqual([0, 2, 0, 2, null]);
  });
});

describe('what happened to a conversation', () => {
  const ana = { id: 1, name: 'Ana' };
  const assigned = (to: unknown) => eventValues({ event: { type: 'assigned', details: { by: ana, to } } });
  it('tells a person who took it from a namesake who was given it', () => {
    expect(assigned({ ...ana })).toEqual({ by: 'Ana', to: 'Ana', self: 'yes' });
    expect(assigned({ id: 2, name: 'Ana' })).toMatchObject({ self: 'no' });
    expect(assigned(null)).toMatchObject({ to: 'none', self: 'no' });
  });
});

describe('times', () => {
  it('use the largest unit that fits', () => {
    expect(relativeParts(-59_000)).toEqual({ value: 0, unit: 'second' });
    expect(relativeParts(-3_599_000)).toEqual({ value: -59, unit: 'minute' });
    expect(relativeParts(90_000_000)).toEqual({ value: 1, unit: 'day' });
  });
  it('count down the last minute, and what is overdue is now', () => {
    expect(partsUntil(61_000)).toEqual({ value: 1, unit: 'minute' });
    expect(partsUntil(59_900)).toEqual({ value: 59, unit: 'second' });
    expect(partsUntil(-120_000)).toEqual({ value: 0, unit: 'second' });
  });
});

describe('answers of the API', () => {
  it('are told apart: refused, or nobody knows', () => {
    const refused = readApiError({
      status: 409,
      name: 'ConflictError',
      message: 'x',
      details: { code: 'newer-message' },
    });
    expect([refused.code, outcomeUnknown(refused)]).toEqual(['newer-message', false]);
    expect(outcomeUnknown(readApiError({ name: 'TypeError', message: 'Failed to fetch' }))).toBe(true);
    expect(outcomeUnknown(readApiError({ status: 502, message: '' }))).toBe(true);
  });
  it('give their field errors by dotted path', () => {
    const { fields } = readApiError({
      status: 400,
      message: '',
      details: { errors: [{ path: ['imap', 'host'], message: 'no' }] },
    });
    expect(fields).toEqual({ 'imap.host': 'no' });
  });
  it('are read page by page, each row once', async () => {
    const asked: string[] = [];
    const pages = [
      { data: [{ id: 'a' }, { id: 'b' }], meta: { nextCursor: 'x&y' } },
      { data: [{ id: 'b' }, { id: 'c' }], meta: { nextCursor: null } },
    ];
    const answer = await loadPages(
      (url) => {
        asked.push(url);
        return { data: pages[asked.length - 1] };
      },
      '/inbox',
      { limit: 2 },
      5
    );
    expect(asked).toEqual(['/inbox?limit=2', '/inbox?limit=2&cursor=x%26y']);
    expect(answer).toEqual({ data: { items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], nextCursor: null } });
  });
});
