import { z } from 'zod';
import { rowId } from './common';

export const HOST_ACCESS = ['none', 'read', 'write'] as const;
export type HostAccess = (typeof HOST_ACCESS)[number];

const principal = z.strictObject({ id: rowId, access: z.enum(HOST_ACCESS) });

/** Whom the list does not name keeps nothing: it is the whole list, as that of the authorised users. */
export const setHostAccess = z.strictObject({
  apiTokens: z.array(principal).max(500),
  roles: z.array(principal).max(500),
});
export type SetHostAccess = z.infer<typeof setHostAccess>;

export interface HostRoleAccessDto {
  id: number;
  name: string;
  access: HostAccess;
}
export interface HostTokenAccessDto extends HostRoleAccessDto {
  /** As Strapi knows it: a read-only token cannot write, whatever the account allows. */
  type: 'full-access' | 'read-only' | 'custom';
}

/** `GET /accounts/:id/host-access`: every API token and role of the host, and what the account allows it. */
export interface HostAccessDto {
  apiTokens: HostTokenAccessDto[];
  roles: HostRoleAccessDto[];
}
