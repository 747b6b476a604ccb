import type { Core, UID } from '@strapi/strapi';
import type { QuoteMapping } from '../../config/schema';
import type { Logger } from './logger';

/** The host's quotes, through the mapping in the plugin's config. */
export interface QuoteDirectory {
  /** The quote of this very number, in whatever case, and whose it is; null without a mapping or a match. */
  find(number: string): Promise<{ number: string; customerIds: string[] } | null>;
}

/** A number: of one word, with a digit in it. Whatever else is searched for asks the host nothing. */
const NUMBER = /^(?=.*\d)\S{2,40}$/u;
const MOST = 20;

export function createQuoteDirectory(
  strapi: Core.Strapi,
  mapping: QuoteMapping | undefined,
  logger: Logger
): QuoteDirectory {
  if (!mapping) return { find: () => Promise.resolve(null) };
  const { uid, fields } = mapping;
  return {
    async find(asked) {
      if (!NUMBER.test(asked)) return null;
      try {
        const rows = (await strapi.db.query(uid as UID.ContentType).findMany({
          // By equality, which an index of the host's can serve.
          where: { [fields.number]: { $in: [...new Set([asked, asked.toUpperCase(), asked.toLowerCase()])] } },
          populate: [fields.customer],
          limit: MOST,
        })) as Record<string, unknown>[];
        const customerIds = [...new Set(rows.flatMap((row) => documentIdsOf(row[fields.customer])))];
        const number = rows[0]?.[fields.number];
        return customerIds.length > 0 ? { number: typeof number === 'string' ? number : asked, customerIds } : null;
      } catch (error) {
        // A broken mapping must not stop a search.
        logger.warn('the quote of a number could not be looked up', error);
        return null;
      }
    },
  };
}

/** A relation to one, or to several. */
const documentIdsOf = (related: unknown): string[] =>
  [related].flat().flatMap((one) => {
    const id = typeof one === 'object' && one !== null && 'documentId' in one ? one.documentId : null;
    return typeof id === 'string' ? [id] : [];
  });
