import { useEffect, useMemo, useState } from 'react';
import type { ConversationDto } from '../../../../server/api/contracts/inbox';
import { NOTHING, toggle, type Selection } from './selection';
import type { RowSelection } from './selection-context';

/** What is chosen in the list. `asked`: its filters; what was chosen among others is not on screen any more. */
export function useSelection(rows: ConversationDto[], asked: string) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  useEffect(() => setSelection(NOTHING), [asked]);
  const rowSelection = useMemo<RowSelection>(() => {
    const order = rows.map(({ id }) => id);
    return {
      isChosen: (id) => selection.all || selection.ids.has(id),
      toggle: (id, range) =>
        setSelection((before) =>
          // From all to all but one: those that are shown, since the others cannot be seen.
          toggle(before.all ? { ...before, ids: new Set(order) } : before, id, order, range)
        ),
    };
  }, [selection, rows]);
  return { selection, setSelection, rowSelection };
}
