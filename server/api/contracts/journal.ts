import { z } from 'zod';
import { pageQuery, type Instant } from './common';

/** What became of a unit; the parts of the ledger. Without one: everything that was received. */
export const JOURNAL_STATES = ['stored', 'duplicate', 'ignored', 'quarantined', 'pending'] as const;
export type JournalState = (typeof JOURNAL_STATES)[number];

export const journalQuery = pageQuery.extend({ state: z.enum(JOURNAL_STATES).optional() });

/** One line of the ledger. Of mail that became a message it says nothing that is the customer's. */
export interface JournalEntryDto {
  id: string;
  /** When the mail server received it. */
  receivedAt: Instant;
  /** When it was taken in here. */
  journalledAt: Instant;
  size: number;
  /** `inbox` or `sent`: in which kind of folder it lay. */
  role: string;
  /** From the first import. */
  imported: boolean;
  state: JournalState;
  /** Why, of what was ignored or quarantined. */
  reason: string | null;
  /** The reason in English. */
  message: string | null;
  /** Only of quarantined mail, best effort, and only for those authorised to read the account. */
  from: string | null;
  subject: string | null;
}

/** What goes when the account is deleted. */
export interface AccountContentsDto {
  conversations: number;
  messages: number;
  files: number;
}
