import ICAL from 'ical.js';
import type { AttendeeDto, AttendeeStatus, InvitationMethod } from '../../api/contracts/invitations';
import { cleanLine } from '../plain-text';
import { readRecurrence } from './read-recurrence';
import { localOf, readTime, type CalendarTime } from './read-time';
import type { Invitation } from './types';

/** A mail is about one event; a series brings its exceptions along. */
const MAX_EVENTS = 10;
const MAX_ATTENDEES = 50;
const MAX_LENGTH_SECONDS = 10 * 366 * 86_400;
const DAY = 86_400_000;

const METHODS: Record<string, InvitationMethod> = {
  REQUEST: 'request',
  ADD: 'request',
  CANCEL: 'cancel',
  REPLY: 'reply',
  COUNTER: 'counter',
  PUBLISH: 'publish',
};

/** The events of a calendar file (RFC 5545, RFC 5546), as far as it can be read; none of one that cannot. */
export function readInvitations(text: string): Omit<Invitation, 'filePosition'>[] {
  const calendar = parseCalendar(text);
  if (!calendar) return [];
  const declared = calendar.getFirstPropertyValue('method');
  const method = declared === null ? 'publish' : METHODS[String(declared).trim().toUpperCase()];
  if (method === undefined) return [];
  return calendar
    .getAllSubcomponents('vevent')
    .slice(0, MAX_EVENTS)
    .flatMap((event) => readSafely(() => readEvent(event, calendar, method)) ?? []);
}

function parseCalendar(text: string): ICAL.Component | null {
  const start = text.search(/BEGIN:VCALENDAR/i);
  if (start < 0) return null;
  return readSafely(() => {
    const parsed: unknown = ICAL.parse(text.slice(start).replace(/\0/g, ''));
    // Several calendars in one file come as a list of them.
    const [first]: unknown[] = Array.isArray(parsed) ? parsed : [];
    return new ICAL.Component((typeof first === 'string' ? parsed : first) as ICAL.Component['jCal']);
  });
}

/** The library throws errors of every kind at what is no calendar; the file is there for the reader all the same. */
function readSafely<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function readEvent(
  event: ICAL.Component,
  calendar: ICAL.Component,
  asked: InvitationMethod
): Omit<Invitation, 'filePosition'>[] {
  const start = readTime(event.getFirstProperty('dtstart'), calendar);
  if (!start) return [];
  const line = (name: string, max: number) => {
    const value = event.getFirstPropertyValue(name);
    return typeof value === 'string' ? cleanLine(value, max) : '';
  };
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  const cancelled = line('status', 20).toUpperCase() === 'CANCELLED';
  const occurrence = readTime(event.getFirstProperty('recurrence-id'), calendar);
  const attendees = event.getAllProperties('attendee');
  const organiser = event.getFirstProperty('organizer');
  return [
    {
      uid: line('uid', 500),
      sequence: Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0,
      stamp: readTime(event.getFirstProperty('dtstamp'), calendar)?.at ?? null,
      // Only of what the organiser sends: an answer to a cancelled event is an answer.
      method: cancelled && (asked === 'request' || asked === 'publish') ? 'cancel' : asked,
      summary: line('summary', 300),
      location: line('location', 300),
      allDay: start.allDay,
      start: plain(start),
      end: readEnd(event, calendar, start),
      organiser: organiser && { ...readPerson(organiser), sentBy: mailAddress(organiser.getFirstParameter('sent-by')) },
      attendees: attendees.slice(0, MAX_ATTENDEES).map(readAttendee),
      attendeeCount: attendees.length,
      recurrence: readRecurrence(event),
      occurrence: occurrence && plain(occurrence),
    },
  ];
}

const plain = ({ at, local, zone }: CalendarTime) => ({ at, local, zone });

function readEnd(event: ICAL.Component, calendar: ICAL.Component, start: CalendarTime): Invitation['end'] {
  const end = readTime(event.getFirstProperty('dtend'), calendar) ?? afterDuration(event, start);
  if (!end || end.allDay !== start.allDay) return null;
  // DTEND is the first moment that does not belong to it any more (RFC 5545 section 3.6.1).
  if (!start.allDay) return end.wall === start.wall && end.zone === start.zone ? null : plain(end);
  const last = end.wall - DAY;
  return last > start.wall ? { at: null, local: localOf(last, true), zone: null } : null;
}

function afterDuration(event: ICAL.Component, start: CalendarTime): CalendarTime | null {
  const duration: unknown = event.getFirstPropertyValue('duration');
  const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : 0;
  if (!(seconds > 0 && seconds <= MAX_LENGTH_SECONDS)) return null;
  const wall = start.wall + seconds * 1000;
  return { ...start, wall, at: start.toAt(wall), local: localOf(wall, start.allDay) };
}

const mailAddress = (value: unknown, otherwise = ''): string =>
  cleanLine(/^mailto:(.*)$/i.exec(String(value ?? ''))?.[1] ?? otherwise, 254).toLowerCase();

function readPerson(property: ICAL.Property): { name: string; address: string } {
  const address = mailAddress(property.getFirstValue(), String(property.getFirstParameter('email') ?? ''));
  return { name: cleanLine(String(property.getFirstParameter('cn') ?? ''), 200), address };
}

const STATUSES = new Set<string>(['accepted', 'declined', 'tentative', 'delegated']);
const isStatus = (status: string): status is AttendeeStatus => STATUSES.has(status);

function readAttendee(property: ICAL.Property): AttendeeDto {
  const status = String(property.getFirstParameter('partstat') ?? '').toLowerCase();
  return {
    ...readPerson(property),
    status: isStatus(status) ? status : 'needs-action',
    optional: String(property.getFirstParameter('role') ?? '').toUpperCase() === 'OPT-PARTICIPANT',
  };
}
