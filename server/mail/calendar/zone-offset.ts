import { windowsZone } from './windows-zones';

/** Minutes are enough: no zone has had seconds since 1972. */
type Offset = (utc: number) => number;

const offsets = new Map<string, Offset | null>();
/** More zones than there are, and few enough for names that somebody makes up. */
const MAX_REMEMBERED = 1000;

/** The zone behind a TZID: an IANA name, one of Outlook's, or an IANA name behind the path of who wrote it. */
export function knownZone(tzid: string): Offset | null {
  const name = tzid.trim();
  const windows = windowsZone(name);
  if (windows !== null) return ofIana(windows);
  // `/freeassociation.sourceforge.net/Europe/Madrid`, `/mozilla.org/20050126_1/Europe/Madrid` (RFC 5545 section 3.8.3.1).
  const suffix = /^\/.*\/([A-Z][A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?)$/.exec(name.slice(0, 200))?.[1];
  return ofIana(name) ?? (suffix === undefined ? null : ofIana(suffix));
}

function ofIana(name: string): Offset | null {
  const remembered = offsets.get(name);
  if (remembered !== undefined) return remembered;
  if (offsets.size >= MAX_REMEMBERED) offsets.clear();
  const offset = makeOffset(name);
  offsets.set(name, offset);
  return offset;
}

function makeOffset(timeZone: string): Offset | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(timeZone)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    return (utc) => {
      const parts = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
      return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(utc / 60_000) * 60_000;
    };
  } catch (error) {
    // RangeError: no such zone.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The instant at which clocks there show `wall` (as if it were UTC); one that they skip is taken an hour later. */
export function toInstantIn(offset: Offset, wall: number): number {
  const first = wall - offset(wall);
  const second = wall - offset(first);
  return first === second ? first : Math.max(second, wall - offset(second));
}
