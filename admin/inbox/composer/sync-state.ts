import type { DraftDto } from '../../../server/api/contracts/drafts';

/** Where the words of the writer are. */
export type SyncState =
  | { at: 'idle' }
  | { at: 'waiting' }
  | { at: 'saving' }
  | { at: 'saved'; savedAt: string }
  /** It is kept in this browser, and saving is tried again. */
  | { at: 'failed'; error: unknown }
  /** Another window or device has saved something else: a person chooses. */
  | { at: 'conflict'; other: DraftDto | null };
