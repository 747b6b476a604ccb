import type { Core } from '@strapi/strapi';

/**
 * Makes absolute links into the admin, for mails. Null where the host has not said under which address browsers reach
 * it: what Strapi would guess from its own host and port is `0.0.0.0:1337` on most servers.
 */
export function createAdminLink(strapi: Core.Strapi, publicUrl: string | undefined): (path: string) => string | null {
  const text = (key: string): string => {
    const value: unknown = strapi.config.get(key);
    return typeof value === 'string' ? value : '';
  };
  const known = /^https?:/.test(text('server.url')) || /^https?:/.test(text('admin.url'));
  const own = known ? text('admin.absoluteUrl') : '';
  const base = publicUrl ? `${withoutSlash(publicUrl)}${text('admin.path')}` : own;
  return (path) => (base ? `${withoutSlash(base)}${path}` : null);
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');
