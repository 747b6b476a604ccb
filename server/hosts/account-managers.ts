import type { Core } from '@strapi/strapi';
import { ACTION } from '../constants';
import { SUPER_ADMIN } from './admin-users';

export interface AccountManager {
  id: number;
  email: string;
  /** Of the admin, as the person chose it: `es`, or null. */
  language: string | null;
}

/** The admin users who may manage accounts by one of their roles: active, not blocked. */
export interface AccountManagers {
  list(): Promise<AccountManager[]>;
}

interface UserRow {
  id: number;
  email: string;
  preferedLanguage: string | null;
  roles: { id: number; code: string }[];
}

export function createAccountManagers(strapi: Core.Strapi): AccountManagers {
  return {
    async list() {
      const permissions = (await strapi.db
        .query('admin::permission')
        .findMany({ where: { action: ACTION.manageAccounts }, populate: ['role'] })) as {
        role: { id: number } | null;
      }[];
      const roles = new Set(permissions.flatMap(({ role }) => (role ? [role.id] : [])));
      const users = (await strapi.db.query('admin::user').findMany({
        where: { isActive: true, blocked: { $not: true } },
        populate: ['roles'],
        orderBy: { id: 'asc' },
      })) as UserRow[];
      return users
        .filter((user) => user.roles.some((role) => role.code === SUPER_ADMIN || roles.has(role.id)))
        .map(({ id, email, preferedLanguage }) => ({ id, email, language: preferedLanguage }));
    },
  };
}
