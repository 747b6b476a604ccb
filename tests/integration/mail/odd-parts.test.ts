import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentLinkDto, MessageDto } from '../../../server/api/contracts/inbox';
import { dataOf } from '../../support/api-client';
import { tnefMail, tnefSource } from '../../support/tnef';
import { conversationAbout } from '../support/accounts';
import { MAILBOX, openOffice, readMessages, type Office } from './office';

const PDF = Buffer.from('%PDF-1.4\n%plano\n');

describe('odd parts of mails', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('sqlite');
  });
  afterAll(() => office?.stop());

  const head = (subject: string) => ({
    From: 'Luis <luis@cliente.test>',
    To: MAILBOX,
    Subject: subject,
    'Message-ID': `<${subject.replace(/\W/g, '')}@cliente.test>`,
  });
  const arrives = async (subject: string, raw: string): Promise<MessageDto> => {
    await office.dovecot.deliver(MAILBOX, raw);
    const [message] = await readMessages(office.agent.api, (await conversationAbout(office.agent.api, subject)).id);
    if (!message) throw new Error('no message');
    return message;
  };
  const download = async (id: string): Promise<Buffer> => {
    const { url } = dataOf<AttachmentLinkDto>(await office.agent.api.post(`/conversations/attachments/${id}/link`));
    const answer = await fetch(new URL(url, office.host.url));
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };

  it('shows the files and the text of a winmail.dat', async () => {
    const tnef = tnefSource({
      html: Buffer.from('<p>Adjunto <b>el plano</b>.</p>'),
      files: [
        { title: 'PLANO~1.PDF', longName: 'Plano de la ñave.pdf', content: PDF },
        { longName: 'Medidas.txt', type: 'text/plain', content: Buffer.from('2 x 3'), asProperty: true },
      ],
    });
    const message = await arrives('Desde Outlook', tnefMail(tnef, head('Desde Outlook')));
    expect(message).toMatchObject({
      html: '<p>Adjunto <b>el plano</b>.</p>',
      notices: [],
      attachments: [
        { name: 'Plano de la ñave.pdf', type: 'application/pdf', size: PDF.length, state: 'stored' },
        { name: 'Medidas.txt', type: 'text/plain', size: 5, state: 'stored' },
      ],
    });
    const [plan, sizes] = message.attachments;
    expect(await download(plan?.id ?? '')).toEqual(PDF);
    expect((await download(sizes?.id ?? '')).toString()).toBe('2 x 3');
  });

  it('keeps a winmail.dat that cannot be opened, and says so', async () => {
    const raw = tnefMail(Buffer.from('basura'), head('Outlook roto'), 'Texto propio');
    const message = await arrives('Outlook roto', raw);
    expect(message).toMatchObject({ text: 'Texto propio', notices: ['winmail-unreadable'] });
    const [file] = message.attachments;
    expect(file?.name).toBe('winmail.dat');
    expect((await download(file?.id ?? '')).toString()).toBe('basura');
  });

  it('shows an invitation with its time, its people and its file', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:obra@cliente.test',
      'SEQUENCE:1',
      'DTSTAMP:20261121T090000Z',
      'DTSTART;TZID=Romance Standard Time:20261123T100000',
      'DTEND;TZID=Romance Standard Time:20261123T113000',
      'SUMMARY:Visita a obra',
      'LOCATION:Nave 3',
      'ORGANIZER;CN=Luis:mailto:luis@cliente.test',
      `ATTENDEE;CN=Ventas;PARTSTAT=NEEDS-ACTION:mailto:${MAILBOX}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    const boundary = 'cal';
    const part = (type: string, body: string) => [`--${boundary}`, `Content-Type: ${type}`, '', body];
    const raw = [
      ...Object.entries(head('Visita a obra')).map(([name, value]) => `${name}: ${value}`),
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      ...part('text/plain; charset=utf-8', 'Nos vemos en la obra.'),
      ...part('text/calendar; charset=utf-8; method=REQUEST', calendar),
      ...part('application/ics; name="invite.ics"', calendar),
      `--${boundary}--`,
      '',
    ].join('\r\n');
    const message = await arrives('Visita a obra', raw);
    expect(message.text).toBe('Nos vemos en la obra.');
    expect(message.invitations).toEqual([
      {
        uid: 'obra@cliente.test',
        sequence: 1,
        stamp: '2026-11-21T09:00:00.000Z',
        method: 'request',
        summary: 'Visita a obra',
        location: 'Nave 3',
        allDay: false,
        start: { at: '2026-11-23T09:00:00.000Z', local: '2026-11-23T10:00', zone: 'Romance Standard Time' },
        end: { at: '2026-11-23T10:30:00.000Z', local: '2026-11-23T11:30', zone: 'Romance Standard Time' },
        organiser: { name: 'Luis', address: 'luis@cliente.test', sentBy: '' },
        attendees: [{ name: 'Ventas', address: MAILBOX, status: 'needs-action', optional: false }],
        attendeeCount: 1,
        recurrence: null,
        occurrence: null,
        attachmentId: message.attachments.find(({ type }) => type === 'text/calendar')?.id,
      },
    ]);
    expect((await download(message.invitations[0]?.attachmentId ?? '')).toString()).toContain('SUMMARY:Visita a obra');
  });

  it('shows UTF-7, and says where a charset had to be guessed', async () => {
    const raw = (subject: string, charset: string, body: string) =>
      Buffer.from(
        [
          ...Object.entries(head(subject)).map(([name, value]) => `${name}: ${value}`),
          `Content-Type: text/plain; charset=${charset}`,
          'Content-Transfer-Encoding: 8bit',
          '',
          body,
          '',
        ].join('\r\n'),
        'latin1'
      ).toString('latin1');
    const seven = await arrives('En siete bits', raw('En siete bits', 'utf-7', 'Ma+APE-ana'));
    expect([seven.text, seven.notices]).toEqual(['Mañana', []]);
    const quoted = raw('Juego propio', 'x-empresa', 'Ma=F1ana').replace('8bit', 'quoted-printable');
    const own = await arrives('Juego propio', quoted);
    expect([own.text, own.notices]).toEqual(['Mañana', ['unknown-charset']]);
  });
});
