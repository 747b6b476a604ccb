import { z } from 'zod';
import { MAX_INTEGER, type Instant } from './common';
import type { PersonDto } from './inbox';

export type ContactIdentityKind = 'email' | 'phone' | 'wa-id' | 'username' | 'bsuid' | 'parent-bsuid';

/** An address or id of a person, as people write it. */
export interface ContactIdentityDto {
  kind: ContactIdentityKind;
  value: string;
  /** The person has given it up since: a former number. */
  former: boolean;
}

/** What colleagues know of a person; visible to whoever may read one of the person's conversations. */
export interface ContactNoteDto {
  id: number;
  text: string;
  author: PersonDto;
  at: Instant;
}

export interface ContactDetailDto {
  id: string;
  name: string;
  identities: ContactIdentityDto[];
  customer: { uid: string; documentId: string; name: string } | null;
  /** Newest first. */
  notes: ContactNoteDto[];
}

export const MAX_CONTACT_NOTES = 100;
export const createContactNote = z.strictObject({
  text: z.string().trim().min(1).max(4_000),
  /** The same key again, by the same person, is the same note. */
  idempotencyKey: z.string().min(8).max(64),
});
export type CreateContactNote = z.infer<typeof createContactNote>;

export const contactNoteId = z.coerce.number().int().positive().max(MAX_INTEGER);
