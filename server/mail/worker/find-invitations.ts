import { readFileSync, statSync } from 'node:fs';
import { readInvitations } from '../calendar/read-invitations';
import type { Invitation } from '../calendar/types';
import { decodeBytes } from '../charset';
import type { StagedAttachment } from '../types';

const TYPES = new Set(['text/calendar', 'application/ics', 'text/x-vcalendar']);
const MAX_FILES = 5;
/** An invitation has some kilobytes; one that brings its files along in base64 is a file and no more. */
const MAX_BYTES = 512 * 1024;
const MAX_INVITATIONS = 10;

/** The invitations among the files. Most senders attach the same one twice, as a part and as a file: it is shown once. */
export function findInvitations(files: readonly StagedAttachment[]): Invitation[] {
  const found = new Map<string, Invitation>();
  const calendars = files.flatMap((file, position) => (isCalendar(file) ? [{ ...file, position }] : []));
  for (const { path, position } of calendars.slice(0, MAX_FILES)) {
    if (path === null || statSync(path).size > MAX_BYTES) continue;
    for (const invitation of readInvitations(decodeBytes(readFileSync(path), ''))) {
      const key = JSON.stringify([invitation.uid, invitation.occurrence, invitation.start, invitation.method]);
      if (!found.has(key)) found.set(key, { ...invitation, filePosition: position });
    }
  }
  return [...found.values()].slice(0, MAX_INVITATIONS);
}

const isCalendar = ({ name, type }: StagedAttachment): boolean =>
  TYPES.has(type) || name.trim().toLowerCase().endsWith('.ics');
