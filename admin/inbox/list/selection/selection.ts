/** What is chosen in a list: some of its rows, or all that its filters find, loaded or not. */
export interface Selection {
  ids: ReadonlySet<string>;
  all: boolean;
  /** Where a range begins. */
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), all: false, anchor: null };

/** One row more or less; with `range`, everything from the last one to this. `order`: the rows as they stand. */
export function toggle(before: Selection, id: string, order: readonly string[], range: boolean): Selection {
  const from = before.anchor === null ? -1 : order.indexOf(before.anchor);
  const to = order.indexOf(id);
  if (range && from >= 0 && to >= 0) {
    const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ids: new Set([...before.ids, ...between]), all: false, anchor: before.anchor };
  }
  const ids = new Set(before.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, all: false, anchor: id };
}
