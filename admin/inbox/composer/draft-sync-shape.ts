import type { DiscardDraft, DraftDto, SaveDraft, SavedDraftDto } from '../../../server/api/contracts/drafts';
import type { Draft } from './draft';
import type { Unsaved } from './leaving-draft';
import type { LocalDraft } from './local-draft';
import type { SyncState } from './sync-state';

export interface DraftSyncDeps {
  /** Each rejects with the shape of the admin's fetch client. */
  load(): Promise<DraftDto | null>;
  save(draft: SaveDraft): Promise<SavedDraftDto>;
  discard(known: DiscardDraft): Promise<void>;
  /** Keeps it in this browser until the server has it. */
  keep(local: LocalDraft): unknown;
  /** Shows another text than the one that is in the editor. */
  adopt(draft: Draft): void;
  tell(state: SyncState): void;
}

/** One writer's draft of one conversation, between the editor and the server. Timers end with `stop`. */
export interface DraftSync {
  start(): void;
  changed(draft: Draft): void;
  /** Saves what is not saved, without waiting for a pause. */
  flush(): void;
  /**
   * What is on its way has arrived, and nothing follows by itself: what is sent next must not come after its own draft.
   * Answers the revision that is stored, 0 for none; undefined when that could not be waited for.
   */
  settle(): Promise<number | undefined>;
  /** It was not sent: saving goes on. */
  release(): void;
  /** The server has dropped the draft with what was sent; the editor goes on with this one. */
  sent(next: Draft): void;
  keepMine(): void;
  takeOther(): void;
  /** Both texts become one. */
  keepBoth(): void;
  /** What a page that is being closed still owes the server; null: nothing. */
  unsaved(): Unsaved | null;
  stop(): void;
}
