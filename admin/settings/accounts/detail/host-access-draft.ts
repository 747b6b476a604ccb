import type { HostAccess, HostAccessDto, SetHostAccess } from '../../../../server/api/contracts/host-access';

/** What was chosen and not saved, by `apiTokens:3` or `roles:1`. */
export type HostAccessDraft = Record<string, HostAccess>;
export type HostAccessList = keyof HostAccessDto;

export const draftKey = (list: HostAccessList, id: number): string => `${list}:${id}`;

/** The whole list as it would be saved. */
export function applyDraft(saved: HostAccessDto, draft: HostAccessDraft): SetHostAccess {
  const chosen = (list: HostAccessList) =>
    saved[list].map(({ id, access }) => ({ id, access: draft[draftKey(list, id)] ?? access }));
  return { apiTokens: chosen('apiTokens'), roles: chosen('roles') };
}

export function hasChanges(saved: HostAccessDto, draft: HostAccessDraft): boolean {
  const differs = (list: HostAccessList) =>
    saved[list].some(({ id, access }) => (draft[draftKey(list, id)] ?? access) !== access);
  return differs('apiTokens') || differs('roles');
}

export const grantsWriting = ({ apiTokens, roles }: SetHostAccess): boolean =>
  [...apiTokens, ...roles].some(({ access }) => access === 'write');
