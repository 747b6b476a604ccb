/** The same ids, in any order. */
export const samePeople = (a: number[], b: number[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));
