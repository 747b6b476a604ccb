import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { isEmptyDraft, newDraft, type Draft } from './draft';
import { clearDraft, readDraft, writeDraft } from './draft-store';

export interface DraftHandle {
  draft: Draft;
  change: (part: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;
  /** An empty one with a key of its own. */
  reset: (keep?: Partial<Draft>) => void;
  /** Changes whenever the text was replaced by something else than typing. */
  version: number;
}

/** The draft of one conversation; it survives a reload and a look at another conversation. */
export function useDraft(conversationId: string): DraftHandle {
  const userId = useAuth('useDraft', (auth) => auth.user?.id) ?? 0;
  const [draft, setDraft] = useState(() => readDraft(userId, conversationId));
  const [version, setVersion] = useState(0);

  useEffect(() => {
    if (isEmptyDraft(draft) && !draft.unsettled) clearDraft(userId, conversationId);
    else writeDraft(userId, conversationId, draft);
  }, [draft, userId, conversationId]);

  const change = useCallback<DraftHandle['change']>(
    (part) => setDraft((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) })),
    []
  );
  const reset = useCallback((keep: Partial<Draft> = {}) => {
    setDraft({ ...newDraft(), ...keep });
    setVersion((count) => count + 1);
  }, []);
  return { draft, change, reset, version };
}
