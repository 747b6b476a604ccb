import type { Instant } from './common';

/** What the sender wants of the reader (RFC 5546): `publish` tells of an event and asks nothing. */
export type InvitationMethod = 'request' | 'cancel' | 'reply' | 'counter' | 'publish';

export type AttendeeStatus = 'needs-action' | 'accepted' | 'declined' | 'tentative' | 'delegated';

export interface CalendarTimeDto {
  /** Null for whole days, and for times in no zone or one that cannot be told. */
  at: Instant | null;
  /** As the sender wrote it: `2026-11-23` or `2026-11-23T10:00`. */
  local: string;
  /** The zone in the sender's words; null for UTC, whole days and times in no zone. */
  zone: string | null;
}

export interface RecurrenceDto {
  /** `other`: by a rule that takes more than these words. */
  frequency: 'daily' | 'weekly' | 'monthly' | 'yearly' | 'other';
  interval: number;
  /** Days of the week, 1 is Monday. */
  weekdays: number[];
  count: number | null;
  /** The last day, `2026-12-31`. */
  until: string | null;
}

export interface AttendeeDto {
  name: string;
  address: string;
  status: AttendeeStatus;
  optional: boolean;
}

export interface OrganiserDto {
  name: string;
  address: string;
  /** Who writes in the organiser's name, as the file claims; empty: nobody else. */
  sentBy: string;
}

export interface InvitationDto {
  uid: string;
  /** Grows with each change of the event that its organiser makes. */
  sequence: number;
  /** DTSTAMP: when the sender made it. Decides between two of the same sequence (RFC 5546 section 2.1.4). */
  stamp: Instant | null;
  method: InvitationMethod;
  summary: string;
  location: string;
  allDay: boolean;
  start: CalendarTimeDto;
  /** Of whole days the last one. */
  end: CalendarTimeDto | null;
  organiser: OrganiserDto | null;
  /** At most 50. */
  attendees: AttendeeDto[];
  attendeeCount: number;
  recurrence: RecurrenceDto | null;
  /** Set when this is about one occurrence of an event that repeats. */
  occurrence: CalendarTimeDto | null;
  /** The calendar file among the message's attachments. */
  attachmentId: string | null;
}
