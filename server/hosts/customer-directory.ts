import type { Core, UID } from '@strapi/strapi';
import type { CustomerMapping } from '../../config/schema';
import type { Logger } from './logger';
import { createPhoneIndex } from './phone-index';

export interface Customer {
  uid: string;
  documentId: string;
  name: string;
}

/** The host's customers, through the mapping in the plugin's config. */
export interface CustomerDirectory {
  /** The one customer with this address; null without a mapping, without a match, or when several match. */
  findByEmail(email: string): Promise<Customer | null>;
  /** All customers with this number, in whatever spelling. Several are offered to a person, and none is linked. */
  findByPhone(phone: { e164: string; matchKey: string }): Promise<Customer[]>;
}

type Resolver = (context: { strapi: Core.Strapi; email?: string; phone?: string }) => Promise<unknown>;

export function createCustomerDirectory(
  strapi: Core.Strapi,
  mapping: CustomerMapping | undefined,
  logger: Logger,
  now: () => number
): CustomerDirectory {
  if (!mapping) return { findByEmail: () => Promise.resolve(null), findByPhone: () => Promise.resolve([]) };
  const { uid } = mapping;
  const find = mapping.resolve
    ? (email: string) => byResolver(mapping.resolve as unknown as Resolver, { strapi, email })
    : (email: string) => byFields(strapi, mapping, email);

  const resolvePhone = mapping.resolve as unknown as Resolver | undefined;
  const phones = createPhoneIndex(strapi, mapping, now);

  return {
    async findByEmail(email) {
      try {
        const found = await find(email);
        return found ? { uid, ...found } : null;
      } catch (error) {
        // A broken mapping must not stop the mail: the contact is made without its customer.
        logger.warn('the customer of a contact could not be looked up', error);
        return null;
      }
    },

    async findByPhone({ e164, matchKey }) {
      try {
        if (!resolvePhone) return await phones(matchKey);
        const found = await byResolver(resolvePhone, { strapi, phone: e164 });
        return found ? [{ uid, ...found }] : [];
      } catch (error) {
        logger.warn('the customer of a number could not be looked up', error);
        return [];
      }
    },
  };
}

async function byResolver(resolve: Resolver, asked: Parameters<Resolver>[0]) {
  const found = await resolve(asked);
  if (found === null || found === undefined) return null;
  const { documentId, name } = found as { documentId?: unknown; name?: unknown };
  if (typeof documentId !== 'string') throw new Error('customer.resolve has to answer { documentId, name } or null');
  return { documentId, name: typeof name === 'string' ? name : '' };
}

async function byFields(strapi: Core.Strapi, mapping: CustomerMapping, email: string) {
  const fields = mapping.fields;
  if (!fields) return null;
  const emails = Array.isArray(fields.emails) ? fields.emails : [fields.emails];
  const rows = (await strapi.db.query(mapping.uid as UID.ContentType).findMany({
    where: { $or: emails.map((path) => whereAt(path, { $eqi: email })) },
    limit: 10,
  })) as Record<string, unknown>[];
  // Draft and published versions of one customer share their documentId.
  const ids = new Set(rows.map((row) => row.documentId));
  const row = rows[0];
  if (!row || ids.size !== 1) return null;
  const name = row[fields.name];
  return { documentId: String(row.documentId), name: typeof name === 'string' ? name : '' };
}

/** `contacts.email` becomes `{ contacts: { email: condition } }`. */
const whereAt = (path: string, condition: unknown): Record<string, unknown> =>
  path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), condition) as Record<string, unknown>;
