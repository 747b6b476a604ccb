import type { Core } from '@strapi/strapi';

export interface NamedPrincipal {
  id: number;
  name: string;
}
export interface NamedToken extends NamedPrincipal {
  type: 'full-access' | 'read-only' | 'custom';
}

/** Who may knock at the host's content API: its API tokens, and the roles of users-permissions where that is installed. */
export interface HostPrincipals {
  apiTokens(): Promise<NamedToken[]>;
  /** Without the public role: nobody is known behind it, and mail is for nobody unknown. */
  roles(): Promise<NamedPrincipal[]>;
}

const ROLE = 'plugin::users-permissions.role';
export const PUBLIC_ROLE = 'public';

export function createHostPrincipals(strapi: Core.Strapi): HostPrincipals {
  return {
    async apiTokens() {
      const rows = (await strapi.db.query('admin::api-token').findMany({ orderBy: { name: 'asc' } })) as (NamedToken & {
        kind?: string | null;
      })[];
      // Tokens of the admin API act as their owner. Older hosts have no kind.
      return rows
        .filter(({ kind }) => kind === undefined || kind === null || kind === 'content-api')
        .map(({ id, name, type }) => ({ id, name, type }));
    },
    async roles() {
      if (!strapi.plugin('users-permissions')) return [];
      const rows = (await strapi.db.query(ROLE).findMany({ orderBy: { name: 'asc' } })) as (NamedPrincipal & {
        type: string | null;
      })[];
      return rows.filter(({ type }) => type !== PUBLIC_ROLE).map(({ id, name }) => ({ id, name }));
    },
  };
}
