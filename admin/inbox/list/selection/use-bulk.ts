import { useRef, useState } from 'react';
import type { BulkChange } from '../../../../server/api/contracts/bulk';
import { useChangeManyMutation, useWalkInboxMutation } from '../../../api/bulk';
import { useRefreshStaleMutation } from '../../../api/changes';
import type { InboxFilters } from '../../../api/inbox';
import { findAll, runBulk, type Progress } from './run-bulk';
import type { Selection } from './selection';

export interface BulkRun {
  progress: Progress;
  running: boolean;
  stopped: boolean;
}

/** Does one thing to all that is chosen, and says how far it is. */
export function useBulk(filters: InboxFilters, selection: Selection, onDone: (run: BulkRun) => void) {
  const [changeMany] = useChangeManyMutation();
  const [walkInbox] = useWalkInboxMutation();
  const [refreshStale] = useRefreshStaleMutation();
  const [run, setRun] = useState<BulkRun | null>(null);
  const stopped = useRef(false);

  const start = async (change: BulkChange['change']): Promise<void> => {
    stopped.current = false;
    const tell = (progress: Progress) => setRun({ progress, running: true, stopped: stopped.current });
    const ways = {
      change: async (input: BulkChange) => {
        const answer = await changeMany(input);
        return 'data' in answer ? answer.data : null;
      },
      page: async (cursor: string | null) => {
        const answer = await walkInbox({ filters, cursor });
        return 'data' in answer ? answer.data : null;
      },
      tell,
      isStopped: () => stopped.current,
    };
    tell({ done: 0, total: null, failed: [] });
    const ids = selection.all ? await findAll(ways) : [...selection.ids];
    const progress =
      ids === null
        ? { done: 0, total: 0, failed: [{ id: '', code: 'no-answer', message: '' }] }
        : await runBulk(ids, change, ways);
    void refreshStale({ conversationIds: [], all: 'unsure' });
    const ended = { progress, running: false, stopped: stopped.current };
    setRun(ended);
    onDone(ended);
  };

  return {
    run,
    start,
    stop: () => {
      stopped.current = true;
    },
    forget: () => setRun(null),
  };
}
