import ICAL from 'ical.js';
import type { CalendarTimeDto } from '../../api/contracts/invitations';
import { cleanLine } from '../plain-text';
import { knownZone, toInstantIn } from './zone-offset';

export interface CalendarTime extends CalendarTimeDto {
  allDay: boolean;
  /** The clock's time there as if it were UTC: for sums. */
  wall: number;
  /** Turns another time of the same zone into an instant. */
  toAt: (wall: number) => string | null;
}

/** A property such as DTSTART; null when it holds no time. */
export function readTime(property: ICAL.Property | null, calendar: ICAL.Component): CalendarTime | null {
  const value: unknown = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute, second, isDate } = value;
  if (year < 1900 || year > 9999) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  if (isDate) return { at: null, local: localOf(wall, true), zone: null, allDay: true, wall, toAt: () => null };
  const tzid = String(property.getFirstParameter('tzid') ?? '');
  const isUtc = value.zone === ICAL.Timezone.utcTimezone;
  const toAt = isUtc ? utcIso : zoneOf(tzid, calendar);
  return {
    at: toAt(wall),
    local: localOf(wall, false),
    zone: isUtc || tzid === '' ? null : cleanLine(tzid, 100),
    allDay: false,
    wall,
    toAt,
  };
}

export const localOf = (wall: number, allDay: boolean): string =>
  new Date(wall).toISOString().slice(0, allDay ? 10 : 16);

const utcIso = (wall: number): string => new Date(wall).toISOString();

/** The zone by its name where that is known, whose rules are kept up to date; else by the rules that the mail brings. */
function zoneOf(tzid: string, calendar: ICAL.Component): (wall: number) => string | null {
  const known = tzid === '' ? null : knownZone(tzid);
  if (known) return (wall) => utcIso(toInstantIn(known, wall));
  const own = calendar.getAllSubcomponents('vtimezone').find((zone) => zone.getFirstPropertyValue('tzid') === tzid);
  if (!own) return () => null;
  const place = own.getFirstPropertyValue('x-lic-location');
  const located = typeof place === 'string' ? knownZone(place) : null;
  if (located) return (wall) => utcIso(toInstantIn(located, wall));
  if (!isHarmless(own)) return () => null;
  const zone = new ICAL.Timezone(own);
  return (wall) => {
    const at = new Date(wall);
    const clock = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
    const time = new ICAL.Time(
      { ...clock, hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: 0, isDate: false },
      ICAL.Timezone.localTimezone
    );
    const offset = zone.utcOffset(time);
    return Number.isFinite(offset) ? utcIso(wall - offset * 1000) : null;
  };
}

const MAX_RULES = 20;
/** Days that every month has: the search for a sixth Monday, or for 30 February, would not end. */
const EVERY_MONTH: Record<string, RegExp> = {
  BYMONTH: /^(?:[1-9]|1[0-2])$/,
  BYDAY: /^(?:\+?[1-4]|-[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYMONTHDAY: /^(?:[1-9]|1\d|2[0-8])$/,
};

/** Rules are expanded year by year from their start (Outlook: 1601): a rule for each second would never end. */
function isHarmless(zone: ICAL.Component): boolean {
  const rules = [...zone.getAllSubcomponents('standard'), ...zone.getAllSubcomponents('daylight')];
  if (rules.length === 0 || rules.length > MAX_RULES) return false;
  return rules.every((rule) => rule.getAllProperties('rrule').every((property) => isYearly(property.getFirstValue())));
}

const isYearly = (recur: unknown): boolean =>
  recur instanceof ICAL.Recur &&
  recur.freq === 'YEARLY' &&
  recur.interval === 1 &&
  Object.entries(recur.parts).every(
    ([part, values]) =>
      Object.hasOwn(EVERY_MONTH, part) &&
      values.length <= 12 &&
      values.every((value) => EVERY_MONTH[part]?.test(String(value)))
  );
