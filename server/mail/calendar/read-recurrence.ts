import ICAL from 'ical.js';
import type { RecurrenceDto } from '../../api/contracts/invitations';

const FREQUENCIES: Record<string, RecurrenceDto['frequency']> = {
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  YEARLY: 'yearly',
};
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const SIMPLE_PARTS: Record<string, readonly string[]> = {
  daily: [],
  weekly: ['BYDAY'],
  monthly: ['BYMONTHDAY'],
  yearly: ['BYMONTH', 'BYMONTHDAY'],
};

/** The rule in the words that a reader needs; nothing is expanded, since a rule may have occurrences without end. */
export function readRecurrence(event: ICAL.Component): RecurrenceDto | null {
  const rules = event.getAllProperties('rrule');
  const other: RecurrenceDto = { frequency: 'other', interval: 1, weekdays: [], count: null, until: null };
  if (rules.length === 0) return event.hasProperty('rdate') ? other : null;
  const rule: unknown = rules[0]?.getFirstValue();
  if (!(rule instanceof ICAL.Recur) || rules.length > 1) return other;
  const frequency = FREQUENCIES[rule.freq] ?? 'other';
  const parts = Object.keys(rule.parts);
  const days = rule.getComponent('BYDAY').map((day) => WEEKDAYS.indexOf(String(day)) + 1);
  const simple = SIMPLE_PARTS[frequency];
  const isSimple =
    simple !== undefined && parts.every((part) => simple.includes(part)) && days.length <= 7 && !days.includes(0);
  const { count, until, interval } = rule;
  return {
    ...other,
    ...(isSimple ? { frequency, interval: Math.max(1, interval), weekdays: [...new Set(days)].sort() } : {}),
    count: typeof count === 'number' && count > 0 ? count : null,
    until: until ? until.toString().slice(0, 10) : null,
  };
}
