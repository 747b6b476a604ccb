import type { HostAccess } from '../../../../server/api/contracts/host-access';

export interface FieldChange {
  /** Dotted, as in the settings. */
  field: string;
  before: string;
  after: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (value: unknown, field = ''): [string, string][] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, part]) => leaves(part, field ? `${field}.${name}` : name))
    : [[field, value === null || value === undefined ? '' : String(value)]];

/** What really changed between `details.before` and `details.after`, field by field. */
export function fieldChanges(details: Record<string, unknown>): FieldChange[] {
  if (!isRecord(details.after)) return [];
  const before = new Map(leaves(details.before ?? {}));
  return leaves(details.after)
    .map(([field, after]) => ({ field, before: before.get(field) ?? '', after }))
    .filter((change) => change.before !== change.after);
}

/** The user ids in `details.added` or `details.removed`. */
export const idsIn = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];

export interface HostAccessChange {
  name: string;
  before: HostAccess;
  after: HostAccess;
}

const isAccess = (value: unknown): value is HostAccess => value === 'none' || value === 'read' || value === 'write';

/** What changed for tokens and roles, in `details.changes`. */
export const hostAccessChanges = ({ changes }: Record<string, unknown>): HostAccessChange[] =>
  (Array.isArray(changes) ? changes.filter(isRecord) : []).flatMap(({ name, before, after }) =>
    typeof name === 'string' && isAccess(before) && isAccess(after) ? [{ name, before, after }] : []
  );
