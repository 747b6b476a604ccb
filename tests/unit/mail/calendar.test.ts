import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvitations } from '../../../server/mail/calendar/read-invitations';
import { windowsZone } from '../../../server/mail/calendar/windows-zones';
import { expectLinear } from '../../support/linear-time';

const event = (lines: string[], calendar: string[] = ['METHOD:REQUEST'], before: string[] = []) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...calendar,
    ...before,
    'BEGIN:VEVENT',
    'UID:1@cliente.test',
    'DTSTAMP:20261121T090000Z',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const only = (text: string) => {
  const [first, ...more] = readInvitations(text);
  expect(more).toEqual([]);
  if (!first) throw new Error('no invitation');
  return first;
};

/** As Outlook writes a zone: rules since 1601, under a name of its own. */
const OUTLOOK_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Customized Time Zone',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('an invitation', () => {
  it('is read whole', () => {
    expect(
      only(
        event([
          'SEQUENCE:2',
          'DTSTART;TZID=Europe/Madrid:20261123T100000',
          'DTEND;TZID=Europe/Madrid:20261123T113000',
          'SUMMARY:Visita a obra\\, con planos',
          'LOCATION:Sala 3',
          'ORGANIZER;CN="Luis, Obras";SENT-BY="mailto:Ana@Cliente.test":mailto:Luis@Cliente.test',
          'ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@empresa.test',
          'ATTENDEE;PARTSTAT=X-NADA;ROLE=OPT-PARTICIPANT:mailto:jefa@empresa.test',
          'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;UNTIL=20270301T000000Z',
        ])
      )
    ).toEqual({
      uid: '1@cliente.test',
      sequence: 2,
      stamp: '2026-11-21T09:00:00.000Z',
      method: 'request',
      summary: 'Visita a obra, con planos',
      location: 'Sala 3',
      allDay: false,
      start: { at: '2026-11-23T09:00:00.000Z', local: '2026-11-23T10:00', zone: 'Europe/Madrid' },
      end: { at: '2026-11-23T10:30:00.000Z', local: '2026-11-23T11:30', zone: 'Europe/Madrid' },
      organiser: { name: 'Luis, Obras', address: 'luis@cliente.test', sentBy: 'ana@cliente.test' },
      attendees: [
        { name: 'Ana', address: 'ana@empresa.test', status: 'accepted', optional: false },
        { name: '', address: 'jefa@empresa.test', status: 'needs-action', optional: true },
      ],
      attendeeCount: 2,
      recurrence: { frequency: 'weekly', interval: 2, weekdays: [1, 3], count: null, until: '2027-03-01' },
      occurrence: null,
    });
  });

  it.each<[string, string[], string | null, string | null]>([
    ['UTC', ['DTSTART:20261123T100000Z'], '2026-11-23T10:00:00.000Z', null],
    ['a place, in summer', ['DTSTART;TZID=Europe/Madrid:20260723T100000'], '2026-07-23T08:00:00.000Z', 'Europe/Madrid'],
    [
      "Outlook's name",
      ['DTSTART;TZID=Romance Standard Time:20260723T100000'],
      '2026-07-23T08:00:00.000Z',
      'Romance Standard Time',
    ],
    [
      'a path',
      ['DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20260105T100000'],
      '2026-01-05T15:00:00.000Z',
      '/citadel.org/20210210_1/America/New_York',
    ],
    [
      'rules of its own, in winter',
      ['DTSTART;TZID=Customized Time Zone:20261123T100000'],
      '2026-11-23T09:00:00.000Z',
      'Customized Time Zone',
    ],
    [
      'rules of its own, in summer',
      ['DTSTART;TZID=Customized Time Zone:20260723T100000'],
      '2026-07-23T08:00:00.000Z',
      'Customized Time Zone',
    ],
    [
      'the night that is an hour longer',
      ['DTSTART;TZID=Europe/Madrid:20261025T033000'],
      '2026-10-25T02:30:00.000Z',
      'Europe/Madrid',
    ],
    [
      'the hour that there is not',
      ['DTSTART;TZID=Europe/Madrid:20260329T023000'],
      '2026-03-29T01:30:00.000Z',
      'Europe/Madrid',
    ],
    ['no zone', ['DTSTART:20261123T100000'], null, null],
    ['a zone that nobody knows', ['DTSTART;TZID=Marte:20261123T100000'], null, 'Marte'],
  ])('knows the instant of %s', (_name, lines, at, zone) => {
    expect(only(event(lines, ['METHOD:REQUEST'], OUTLOOK_ZONE)).start).toMatchObject({ at, zone });
  });

  it('has whole days with the last one as its end', () => {
    const days = (end: string[]) => {
      const { allDay, start, end: last } = only(event(['DTSTART;VALUE=DATE:20261123', ...end]));
      return [allDay, start.local, start.at, last?.local ?? null];
    };
    expect(days(['DTEND;VALUE=DATE:20261126'])).toEqual([true, '2026-11-23', null, '2026-11-25']);
    expect(days(['DTEND;VALUE=DATE:20261124'])).toEqual([true, '2026-11-23', null, null]);
    expect(days(['DURATION:P2D'])).toEqual([true, '2026-11-23', null, '2026-11-24']);
    expect(days([])).toEqual([true, '2026-11-23', null, null]);
  });

  it('ends after its duration', () => {
    const end = only(event(['DTSTART;TZID=Europe/Madrid:20261123T100000', 'DURATION:PT1H30M'])).end;
    expect(end).toEqual({ at: '2026-11-23T10:30:00.000Z', local: '2026-11-23T11:30', zone: 'Europe/Madrid' });
  });

  it.each<[string[], string[], string | null]>([
    [['METHOD:REQUEST'], [], 'request'],
    [['METHOD:CANCEL'], [], 'cancel'],
    [['METHOD:REQUEST'], ['STATUS:CANCELLED'], 'cancel'],
    [['METHOD:REPLY'], ['STATUS:CANCELLED'], 'reply'],
    [['METHOD:REPLY'], [], 'reply'],
    [['METHOD:COUNTER'], [], 'counter'],
    [['METHOD:PUBLISH'], [], 'publish'],
    [[], [], 'publish'],
    [['METHOD:REFRESH'], [], null],
  ])('with %s and %s is a %s', (calendar, lines, method) => {
    const found = readInvitations(event(['DTSTART:20261123T100000Z', ...lines], calendar));
    expect(found.map((one) => one.method)).toEqual(method === null ? [] : [method]);
  });

  it.each<[string, object]>([
    ['FREQ=DAILY;COUNT=5', { frequency: 'daily', count: 5 }],
    ['FREQ=YEARLY', { frequency: 'yearly', interval: 1 }],
    ['FREQ=MONTHLY;BYDAY=2MO', { frequency: 'other', weekdays: [] }],
    ['FREQ=SECONDLY', { frequency: 'other' }],
    ['FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1', { frequency: 'other' }],
  ])('says how %s repeats', (rule, expected) => {
    expect(only(event(['DTSTART:20261123T100000Z', `RRULE:${rule}`])).recurrence).toMatchObject(expected);
  });

  it('counts all who are invited and lists the first fifty', () => {
    const people = Array.from({ length: 400 }, (_, index) => `ATTENDEE:mailto:p${index}@empresa.test`);
    const invitation = only(event(['DTSTART:20261123T100000Z', ...people]));
    expect([invitation.attendees.length, invitation.attendeeCount]).toEqual([50, 400]);
  });
});

describe('what is no invitation', () => {
  it.each([
    '',
    'Hola',
    'BEGIN:VCALENDAR',
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:mañana\r\nEND:VEVENT\r\nEND:VCALENDAR',
    event([]),
    event(['DTSTART:99999999T999999Z']),
    'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nDTSTART:20261123T100000Z\r\nEND:VTODO\r\nEND:VCALENDAR',
  ])('gives none: %#', (text) => {
    expect(readInvitations(text)).toEqual([]);
  });

  it('does not run away with rules and zones that never end', () => {
    const zone = (rule: string) => OUTLOOK_ZONE.map((line) => (line.startsWith('RRULE') ? `RRULE:${rule}` : line));
    for (const rule of ['FREQ=SECONDLY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYDAY=6MO;BYMONTH=2'])
      expect(only(event(['DTSTART;TZID=Customized Time Zone:20261123T100000'], [], zone(rule))).start.at).toBeNull();
    only(event(['DTSTART:20261123T100000Z', 'RRULE:FREQ=SECONDLY;INTERVAL=1', 'DURATION:P9999999999999999W']));
  });

  it('never makes the reader throw', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'BEGIN:VEVENT',
        'END:VEVENT',
        'BEGIN:VTIMEZONE',
        'END:VTIMEZONE',
        'BEGIN:STANDARD',
        'END:STANDARD',
        'DTSTART:20261123T100000Z',
        'DTSTART;TZID=x:20261123T100000',
        'DTSTART;VALUE=DATE:20261123',
        'DTSTART;VALUE=PERIOD:x/y',
        'DTEND:19000101T000000',
        'DURATION:-P1D',
        'DURATION:PT',
        'RRULE:FREQ=',
        'RRULE:FREQ=WEEKLY;BYDAY=9XX;UNTIL=x',
        'TZID:x',
        'TZOFFSETTO:+9999',
        'TZOFFSETFROM:x',
        'SEQUENCE:1e999',
        'ATTENDEE;CN="a:b',
        'ORGANIZER:',
        'METHOD:REQUEST',
        'RECURRENCE-ID:x',
        'SUMMARY;LANGUAGE=es:\\',
        ' folded',
        '__proto__:x',
        'constructor;x=y:z',
        'UID;VALUE=DATE:x'
      ),
      fc.string({ maxLength: 30 })
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
        for (const invitation of readInvitations(event(lines)))
          expect(JSON.stringify(invitation)).not.toContain('\\u0000');
      }),
      { numRuns: 2000 }
    );
  });

  it('takes time in proportion to its size', () => {
    expectLinear(
      (size) => readInvitations(event(['DTSTART:20261123T100000Z', `SUMMARY:${'x\r\n '.repeat(size)}`])),
      60_000
    );
    expectLinear(
      (size) =>
        readInvitations(event(['DTSTART:20261123T100000Z', ...Array<string>(size).fill('ATTENDEE:mailto:a@b.test')])),
      8_000
    );
    expectLinear((size) => readInvitations(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(size)}`), 10_000);
  });
});

it("knows Outlook's zones, each of which exists here", () => {
  expect(windowsZone('romance standard time ')).toBe('Europe/Paris');
  expect(windowsZone('constructor')).toBeNull();
  for (const name of ['GMT Standard Time', 'W. Europe Standard Time', 'UTC', 'UTC-11', 'Line Islands Standard Time']) {
    const invitation = only(event([`DTSTART;TZID=${name}:20261123T100000`]));
    expect(invitation.start.at, name).not.toBeNull();
  }
});
