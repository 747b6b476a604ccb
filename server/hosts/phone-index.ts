import type { Core, UID } from '@strapi/strapi';
import type { CustomerMapping } from '../../config/schema';
import { phoneOfText } from '../whatsapp/phone';
import type { Customer } from './customer-directory';

/** The host changes its customers without telling us. */
const KEEP_MS = 60_000;
const PAGE = 1_000;
/** Several numbers in one field are parted by these. */
const BETWEEN = /[;,/\n|]+/;

export type PhoneIndex = (matchKey: string) => Promise<Customer[]>;

/**
 * The host's customers by number. Its fields hold numbers as people type them, which no database can compare, so they are
 * read into memory by the key that all spellings of a number share, and read again after a minute when somebody asks.
 */
export function createPhoneIndex(strapi: Core.Strapi, mapping: CustomerMapping, now: () => number): PhoneIndex {
  const paths = pathsOf(mapping);
  let index = new Map<string, Map<string, Customer>>();
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const next: typeof index = new Map();
    for (let start = 0; ; start += PAGE) {
      const rows = (await strapi.db.query(mapping.uid as UID.ContentType).findMany({
        orderBy: { id: 'asc' },
        offset: start,
        limit: PAGE,
        populate: [...new Set(paths.flatMap((path) => (path.length > 1 ? [path[0] ?? ''] : [])))],
      })) as Record<string, unknown>[];
      for (const row of rows) add(next, row);
      if (rows.length < PAGE) break;
    }
    index = next;
    readAt = now();
  }

  function add(into: typeof index, row: Record<string, unknown>): void {
    const name = mapping.fields ? row[mapping.fields.name] : '';
    const customer: Customer = {
      uid: mapping.uid,
      documentId: String(row.documentId),
      name: typeof name === 'string' ? name : '',
    };
    for (const text of paths.flatMap((path) => textsAt(row, path))) {
      for (const part of text.split(BETWEEN)) {
        const phone = phoneOfText(part, mapping.country ?? null);
        if (!phone) continue;
        const found = into.get(phone.matchKey) ?? new Map<string, Customer>();
        // Draft and published versions of one customer share their documentId.
        found.set(customer.documentId, customer);
        into.set(phone.matchKey, found);
      }
    }
  }

  return async (matchKey) => {
    if (paths.length === 0) return [];
    if (now() - readAt > KEEP_MS) {
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    }
    return [...(index.get(matchKey)?.values() ?? [])];
  };
}

function pathsOf({ fields }: CustomerMapping): string[][] {
  const phones = fields?.phones ?? [];
  return (Array.isArray(phones) ? phones : [phones]).map((path) => path.split('.'));
}

function textsAt(value: unknown, [field, ...rest]: string[]): string[] {
  if (field === undefined) return typeof value === 'string' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => textsAt(one, [field, ...rest]));
  if (typeof value !== 'object' || value === null) return [];
  return textsAt((value as Record<string, unknown>)[field], rest);
}
