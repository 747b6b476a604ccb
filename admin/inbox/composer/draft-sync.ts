import type { DraftDto } from '../../../server/api/contracts/drafts';
import { isEmptyDraft, newKey, type Draft } from './draft';
import { fromStored } from './draft-content';
import { nextMark } from './draft-mark';
import type { DraftSync, DraftSyncDeps } from './draft-sync-shape';
import { keepBoth } from './keep-both';
import { leavingDraft } from './leaving-draft';
import { knownOf, toSave, type LocalDraft } from './local-draft';
import { meetStored } from './meet-stored';
import { PAUSE_MS, paceAfter } from './save-pace';
import { readRefusal } from './save-refusal';
import { createSaveRunner } from './save-runner';

export function createDraftSync(kept: LocalDraft, deps: DraftSyncDeps): DraftSync {
  /** Of the page that was here before. A tab that was duplicated inherits it too, so nothing is saved under it. */
  const inherited = kept.mark;
  let local = kept.dirty ? { ...kept, mark: nextMark() } : kept;
  let loaded = false;
  let conflict: { other: DraftDto | null } | null = null;
  let failures = 0;
  let isStoring = false;
  /** Also by a save whose answer was lost. */
  let mayBeStored = false;

  const put = (change: Partial<LocalDraft>): void => {
    local = { ...local, ...change };
    deps.keep(local);
  };
  const isDue = () => local.dirty && !conflict;
  const runner = createSaveRunner(write, () => (isDue() || (!loaded && !conflict) ? paceAfter(failures) : null));

  async function write(): Promise<void> {
    if (!(await load()) || !local.dirty || conflict) return;
    const writing = local;
    local = { ...local, dirty: false };
    isStoring = true;
    deps.tell({ at: 'saving' });
    try {
      await store(writing);
      failures = 0;
    } catch (error) {
      refused(error);
    } finally {
      isStoring = false;
    }
  }

  async function store(writing: LocalDraft): Promise<void> {
    if (isEmptyDraft(writing.draft) && !writing.draft.unsettled) {
      if (writing.revision > 0 || mayBeStored) await deps.discard(knownOf(writing));
      mayBeStored = false;
      put({ revision: 0 });
      deps.tell({ at: 'idle' });
      return;
    }
    mayBeStored = true;
    const saved = await deps.save(toSave(writing));
    put({ revision: saved.revision });
    deps.tell(local.dirty ? { at: 'waiting' } : { at: 'saved', savedAt: saved.savedAt });
  }

  async function load(): Promise<boolean> {
    if (loaded) return true;
    try {
      meet(await deps.load());
      loaded = true;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (local.dirty) deps.tell({ at: 'failed', error });
    }
    return loaded;
  }

  function meet(stored: DraftDto | null): void {
    const meeting = meetStored(local, stored, inherited);
    if (meeting === 'build') local = { ...local, revision: stored?.revision ?? 0 };
    else if (meeting === 'drop') drop();
    else if (stored && meeting === 'take') take(stored);
    else if (stored && meeting === 'conflict') inConflict(stored);
    else if (stored) deps.tell({ at: 'saved', savedAt: stored.savedAt });
  }

  function refused(error: unknown): void {
    const refusal = readRefusal(error, local.draft, inherited);
    if (refusal.kind === 'take') return take(refusal.other);
    if (refusal.kind === 'leave') return deps.tell({ at: 'idle' });
    if (refusal.kind === 'begin-anew') {
      put({ draft: { ...local.draft, idempotencyKey: newKey() }, revision: 0, dirty: true, mark: nextMark() });
      deps.adopt(local.draft);
      return deps.tell({ at: 'waiting' });
    }
    put({ dirty: true });
    if (refusal.kind === 'build') return put({ revision: refusal.other.revision });
    if (refusal.kind === 'conflict') return inConflict(refusal.other);
    failures += 1;
    deps.tell({ at: 'failed', error });
  }

  function inConflict(other: DraftDto | null): void {
    conflict = { other };
    deps.tell({ at: 'conflict', other });
  }

  function take(stored: DraftDto): void {
    conflict = null;
    put({ draft: fromStored(stored), revision: stored.revision, dirty: false, mark: stored.mark });
    deps.adopt(local.draft);
    deps.tell({ at: 'saved', savedAt: stored.savedAt });
  }

  function drop(): void {
    const { draft } = local;
    put({
      draft: { ...draft, html: '', text: '', attachments: [], idempotencyKey: newKey(), seen: undefined },
      revision: 0,
      mark: null,
    });
    deps.adopt(local.draft);
    deps.tell({ at: 'idle' });
  }

  /** Over what the other window has stored, which somebody has seen now. */
  function overwrite(draft: Draft): void {
    const revision = conflict?.other?.revision ?? 0;
    conflict = null;
    put({ draft, revision, dirty: true, mark: nextMark() });
    runner.run();
  }

  return {
    start: runner.run,
    changed(next) {
      if (next === local.draft) return;
      const wasEmpty = isEmptyDraft(local.draft);
      const untouched = wasEmpty && isEmptyDraft(next) && local.revision === 0;
      // Who only looks around in an empty composer has no draft.
      put({ draft: next, mark: nextMark(), dirty: local.dirty || !untouched });
      if (untouched || conflict) return;
      if (!runner.isRunning()) deps.tell({ at: 'waiting' });
      runner.plan(PAUSE_MS);
    },
    flush() {
      if (isDue()) runner.run();
    },
    async settle() {
      // Stored before it is sent: whoever takes it back gets from the server what they had written.
      if (isDue()) runner.run();
      return (await runner.hold()) ? local.revision : undefined;
    },
    release() {
      runner.release();
      if (isDue()) runner.plan(PAUSE_MS);
    },
    sent(next) {
      conflict = null;
      failures = 0;
      runner.release();
      mayBeStored = false;
      put({ draft: next, revision: 0, dirty: false, mark: null });
      deps.tell({ at: 'idle' });
    },
    keepMine: () => overwrite(local.draft),
    takeOther() {
      if (conflict?.other) take(conflict.other);
    },
    keepBoth() {
      if (!conflict?.other) return;
      const both = keepBoth(local.draft, conflict.other);
      overwrite(both);
      deps.adopt(both);
    },
    unsaved: () => (conflict ? null : leavingDraft(local, { isStoring, mayBeStored })),
    stop() {
      // What was written during a save comes after it: joining the save that is on its way would leave it behind.
      void runner.stop().then(() => (isDue() ? runner.run() : undefined));
    },
  };
}
