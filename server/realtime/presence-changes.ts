import type { PresenceDto, PresentDto } from '../api/contracts/realtime';
import type { Present } from './presence';

/** Who is in which conversation, as one reader may know it: of their accounts, and without themselves. */
export function presenceFor(present: Present[], userId: number, accountIds: ReadonlySet<string>): PresenceDto {
  const seen: PresenceDto = {};
  for (const { accountId, conversationId, id, name, typing } of present) {
    if (id === userId || !accountIds.has(accountId)) continue;
    (seen[conversationId] ??= []).push({ id, name, typing });
  }
  return seen;
}

/** The conversations in which it is another than before; with nobody where all have left. Null: nothing changed. */
export function presenceChanges(before: PresenceDto, after: PresenceDto): PresenceDto | null {
  const changed: PresenceDto = {};
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const now = after[id] ?? [];
    if (!same(before[id] ?? [], now)) changed[id] = now;
  }
  return Object.keys(changed).length > 0 ? changed : null;
}

const same = (a: PresentDto[], b: PresentDto[]): boolean =>
  a.length === b.length &&
  a.every((one, place) => one.id === b[place]?.id && one.typing === b[place].typing && one.name === b[place].name);
