import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';

/** Where providers and browsers reach this host, without a slash at its end. */
export function publicUrlOf(strapi: Core.Strapi, config: ConversationsConfig): string {
  const own: unknown = strapi.config.get('server.absoluteUrl');
  return (config.publicUrl ?? (typeof own === 'string' ? own : '')).replace(/\/+$/, '');
}
