import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDiscardDraftMutation, useReadDraftMutation, useSaveDraftMutation } from '../../api/drafts';
import { newDraft, type Draft } from './draft';
import { keepLocalDraft, readLocalDraft } from './draft-store';
import { createDraftSync } from './draft-sync';
import type { DraftSync } from './draft-sync-shape';
import { saveOnLeave } from './save-on-leave';
import type { SyncState } from './sync-state';

export interface DraftHandle {
  draft: Draft;
  /** What is written by now: the page may not have drawn the last letters yet when it is told to send them. */
  latest: () => Draft;
  change: (part: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;
  /** What was written is a message now: an empty one with a key of its own. */
  sent: (keep?: Partial<Draft>) => void;
  discard: () => void;
  /** Changes whenever the text was replaced by something else than typing. */
  version: number;
  saving: SyncState;
  /** To be waited for before the draft is sent. Answers its stored revision. */
  settle: () => Promise<number | undefined>;
  /** It could not be sent. */
  release: () => void;
  flush: () => void;
  keepMine: () => void;
  takeOther: () => void;
  keepBoth: () => void;
}

/** The draft of one conversation: on the server, and in this tab until it is there. */
export function useDraft(conversationId: string): DraftHandle {
  const userId = useAuth('useDraft', (auth) => auth.user?.id) ?? 0;
  const token = useAuth('useDraft', (auth) => auth.token);
  const latestToken = useRef(token);
  latestToken.current = token;
  const [load] = useReadDraftMutation();
  const [save] = useSaveDraftMutation();
  const [discard] = useDiscardDraftMutation();
  const [local] = useState(() => readLocalDraft(userId, conversationId));
  const [draft, setShown] = useState(local.draft);
  const [version, setVersion] = useState(0);
  const [saving, setSaving] = useState<SyncState>({ at: 'idle' });
  const sync = useRef<DraftSync | null>(null);
  const latest = useRef(draft);
  const setDraft = useCallback((next: Draft) => {
    latest.current = next;
    setShown(next);
  }, []);

  useEffect(() => {
    let shown = true;
    const made = createDraftSync(
      { ...readLocalDraft(userId, conversationId), draft: latest.current },
      {
        load: () => load(conversationId).unwrap(),
        save: (saved) => save({ conversationId, draft: saved }).unwrap(),
        discard: async (known) => {
          await discard({ conversationId, known }).unwrap();
        },
        keep: (kept) => keepLocalDraft(userId, conversationId, kept),
        adopt: (other) => {
          if (!shown) return;
          setDraft(other);
          setVersion((count) => count + 1);
        },
        tell: (state) => shown && setSaving(state),
      }
    );
    sync.current = made;
    made.start();
    const onLeave = () => {
      const unsaved = made.unsaved();
      if (unsaved) saveOnLeave(conversationId, unsaved, latestToken.current);
    };
    // A phone may end a page that is out of sight without another word.
    const onHide = () => document.visibilityState === 'hidden' && made.flush();
    window.addEventListener('pagehide', onLeave);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      shown = false;
      window.removeEventListener('pagehide', onLeave);
      document.removeEventListener('visibilitychange', onHide);
      made.stop();
    };
  }, [userId, conversationId, load, save, discard, setDraft]);

  useEffect(() => {
    sync.current?.changed(draft);
  }, [draft]);

  const change = useCallback<DraftHandle['change']>(
    (part) => setDraft({ ...latest.current, ...(typeof part === 'function' ? part(latest.current) : part) }),
    [setDraft]
  );
  const replace = useCallback(
    (next: Draft) => {
      setDraft(next);
      setVersion((count) => count + 1);
    },
    [setDraft]
  );
  const sent = useCallback(
    (keep: Partial<Draft> = {}) => {
      const next = { ...newDraft(), ...keep };
      sync.current?.sent(next);
      replace(next);
    },
    [replace]
  );
  return {
    draft,
    latest: useCallback(() => latest.current, []),
    change,
    sent,
    discard: useCallback(() => replace({ ...newDraft(), kind: latest.current.kind }), [replace]),
    version,
    saving,
    settle: useCallback(async () => {
      sync.current?.changed(latest.current);
      return sync.current?.settle();
    }, []),
    release: useCallback(() => sync.current?.release(), []),
    flush: useCallback(() => sync.current?.flush(), []),
    keepMine: useCallback(() => sync.current?.keepMine(), []),
    takeOther: useCallback(() => sync.current?.takeOther(), []),
    keepBoth: useCallback(() => sync.current?.keepBoth(), []),
  };
}
