import type { Core } from '@strapi/strapi';
import { ACTION } from '../constants';

export interface AdminUser {
  id: number;
  name: string;
  email: string;
  mayUseInbox: boolean;
}

/** The host's admin users, with nothing of them but what a page needs. */
export interface AdminUsers {
  /** Active, not blocked, by name. */
  list(): Promise<AdminUser[]>;
  find(ids: number[]): Promise<Map<number, AdminUser>>;
}

interface UserRow {
  id: number;
  firstname: string | null;
  lastname: string | null;
  username: string | null;
  email: string;
  roles: { id: number; code: string }[];
}

export const SUPER_ADMIN = 'strapi-super-admin';

export function displayName(user: Pick<UserRow, 'firstname' | 'lastname' | 'username' | 'email'>): string {
  const full = [user.firstname, user.lastname].filter(Boolean).join(' ').trim();
  return full || user.username || user.email.slice(0, user.email.indexOf('@'));
}

export function createAdminUsers(strapi: Core.Strapi): AdminUsers {
  const query = async (where: Record<string, unknown>): Promise<AdminUser[]> => {
    const permissions = (await strapi.db
      .query('admin::permission')
      .findMany({ where: { action: ACTION.useInbox }, populate: ['role'] })) as { role: { id: number } | null }[];
    const inboxRoles = new Set(permissions.flatMap(({ role }) => (role ? [role.id] : [])));
    const rows = (await strapi.db
      .query('admin::user')
      .findMany({ where, populate: ['roles'], orderBy: { id: 'asc' } })) as UserRow[];
    return rows
      .map((row) => ({
        id: row.id,
        name: displayName(row),
        email: row.email,
        mayUseInbox: row.roles.some((role) => role.code === SUPER_ADMIN || inboxRoles.has(role.id)),
      }))
      .sort((a, b) => a.name.localeCompare(b.name));
  };
  return {
    list: () => query({ isActive: true, blocked: { $not: true } }),
    async find(ids) {
      const users = ids.length === 0 ? [] : await query({ id: { $in: ids } });
      return new Map(users.map((user) => [user.id, user]));
    },
  };
}
