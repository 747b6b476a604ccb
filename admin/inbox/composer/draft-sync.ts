import type { DraftDto, SaveDraft, SavedDraftDto } from '../../../server/api/contracts/drafts';
import { readApiError } from '../../api/api-error';
import { isEmptyDraft, newKey, type Draft } from './draft';
import { fromStored, saysTheSame, toContent } from './draft-content';

/** After the last key; a request a second is what a server takes from many writers. */
const PAUSE_MS = 1_000;
const RETRY_MS = 2_500;
const SETTLE_MS = 3_000;
const MAX_RETRY_MS = 60_000;

export type SyncState =
  | { at: 'idle' }
  | { at: 'waiting' }
  | { at: 'saving' }
  | { at: 'saved'; savedAt: string }
  /** It is kept in this browser, and saving is tried again. */
  | { at: 'failed'; error: unknown }
  /** Another window or device has saved something else: a person chooses. */
  | { at: 'conflict'; other: DraftDto | null };

export interface LocalDraft {
  draft: Draft;
  /** The server's revision that it builds on; 0: none. */
  revision: number;
  /** Changed since that revision. */
  dirty: boolean;
}

interface Deps {
  /** Each rejects with the shape of the admin's fetch client. */
  load(): Promise<DraftDto | null>;
  save(draft: SaveDraft): Promise<SavedDraftDto>;
  discard(revision: number): Promise<void>;
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
  /** What the server does not have yet; null: nothing. */
  unsaved(): SaveDraft | null;
  stop(): void;
}

export function createDraftSync(local: LocalDraft, deps: Deps): DraftSync {
  let { draft, revision, dirty } = local;
  let loaded = false;
  let conflict: { other: DraftDto | null } | null = null;
  let failures = 0;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;
  let isStoring = false;

  const keep = (): void => {
    deps.keep({ draft, revision, dirty });
  };
  const plan = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    running ??= write().finally(() => {
      running = null;
      if ((dirty || !loaded) && !conflict && !held) plan(failures === 0 ? PAUSE_MS : delay());
    });
    return running;
  };
  const delay = () => Math.min(RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);

  async function write(): Promise<void> {
    if (!(await load()) || !dirty || conflict) return;
    dirty = false;
    isStoring = true;
    deps.tell({ at: 'saving' });
    try {
      await store(draft);
      failures = 0;
      keep();
    } catch (error) {
      refused(error);
    } finally {
      isStoring = false;
    }
  }

  async function store(writing: Draft): Promise<void> {
    if (isEmptyDraft(writing) && !writing.unsettled) {
      if (revision > 0) await deps.discard(revision);
      revision = 0;
      deps.tell({ at: 'idle' });
      return;
    }
    const saved = await deps.save({ content: toContent(writing), revision });
    revision = saved.revision;
    deps.tell(dirty ? { at: 'waiting' } : { at: 'saved', savedAt: saved.savedAt });
  }

  async function load(): Promise<boolean> {
    if (loaded) return true;
    try {
      compare(await deps.load());
      loaded = true;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (dirty) deps.tell({ at: 'failed', error });
    }
    return loaded;
  }

  /** What the server has, beside what this tab had kept. */
  function compare(stored: DraftDto | null): void {
    const mine = draft;
    if (!dirty) {
      if (stored && (stored.revision !== revision || !saysTheSame(fromStored(stored), mine))) take(stored);
      else if (stored) deps.tell({ at: 'saved', savedAt: stored.savedAt });
      // Sent or thrown away elsewhere. What a lost answer leaves behind is for the next try to tell.
      else if (revision > 0 && !mine.unsettled) drop();
      return;
    }
    if (!stored || stored.revision === revision) {
      revision = stored?.revision ?? 0;
    } else if (isEmptyDraft(mine) || saysTheSame(fromStored(stored), mine)) {
      take(stored);
    } else {
      inConflict(stored);
    }
  }

  function refused(error: unknown): void {
    dirty = true;
    const { code } = readApiError(error);
    if (code === 'draft-changed') return inConflict(draftIn(error));
    if (code === 'draft-sent' && draft.unsettled) {
      // The next try to send it will be answered with the message that is there.
      dirty = false;
      return deps.tell({ at: 'idle' });
    }
    if (code === 'draft-sent') {
      draft = { ...draft, idempotencyKey: newKey() };
      revision = 0;
      keep();
      deps.adopt(draft);
      return deps.tell({ at: 'waiting' });
    }
    failures += 1;
    keep();
    deps.tell({ at: 'failed', error });
  }

  function inConflict(other: DraftDto | null): void {
    conflict = { other };
    deps.tell({ at: 'conflict', other });
  }

  function take(stored: DraftDto): void {
    ({ revision } = stored);
    draft = fromStored(stored);
    dirty = false;
    conflict = null;
    keep();
    deps.adopt(draft);
    deps.tell({ at: 'saved', savedAt: stored.savedAt });
  }

  function drop(): void {
    draft = { ...draft, html: '', text: '', attachments: [], idempotencyKey: newKey(), seen: undefined };
    revision = 0;
    keep();
    deps.adopt(draft);
    deps.tell({ at: 'idle' });
  }

  return {
    start: () => void run(),
    changed(next) {
      if (next === draft) return;
      const wasEmpty = isEmptyDraft(draft);
      draft = next;
      // Who only looks around in an empty composer has no draft.
      if (wasEmpty && isEmptyDraft(next) && revision === 0) return keep();
      dirty = true;
      keep();
      if (conflict) return;
      if (!running) deps.tell({ at: 'waiting' });
      if (!held) plan(PAUSE_MS);
    },
    flush() {
      if (dirty && !conflict) void run();
    },
    async settle() {
      held = true;
      clearTimeout(timer);
      // The server knows a late save of what was sent; waiting longer would only hold up the answer.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
      clearTimeout(timer);
      return running === null ? revision : undefined;
    },
    release() {
      held = false;
      if (dirty && !conflict) plan(PAUSE_MS);
    },
    sent(next) {
      draft = next;
      revision = 0;
      dirty = false;
      conflict = null;
      failures = 0;
      held = false;
      keep();
      deps.tell({ at: 'idle' });
    },
    keepMine() {
      revision = conflict?.other?.revision ?? 0;
      conflict = null;
      dirty = true;
      void run();
    },
    takeOther() {
      if (conflict?.other) take(conflict.other);
    },
    // Also what is on its way: a closing page may take the request with it, and twice the same harms nothing.
    unsaved: () =>
      (dirty || isStoring) && loaded && !conflict && !isEmptyDraft(draft)
        ? { content: toContent(draft), revision }
        : null,
    stop() {
      clearTimeout(timer);
      held = true;
      // What was written during a save comes after it: joining the save that is on its way would leave it behind.
      void (running ?? Promise.resolve()).then(() => (dirty && !conflict ? run() : undefined));
    },
  };
}

function draftIn(error: unknown): DraftDto | null {
  const { details } = error as { details?: { draft?: DraftDto | null } };
  return details?.draft ?? null;
}
