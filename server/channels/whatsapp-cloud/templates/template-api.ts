import { z } from 'zod';
import { stateOf, type TemplateState } from '../../../templates/approval/states';
import type { WhatsAppTemplateContent } from '../../../templates/whatsapp/content';
import type { ParameterFormat } from '../../../templates/whatsapp/parameters';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { id, optionalObject, optionalText } from '../webhook/fields';
import { readComponents, type MetaComponent } from './components';

/** A template as Meta lists it. */
export interface ListedTemplate {
  remoteId: string;
  name: string;
  language: string;
  state: TemplateState;
  category: string | null;
  quality: string | null;
  /** Null where Meta says `NONE`. */
  reason: string | null;
  format: ParameterFormat;
  content: WhatsAppTemplateContent;
  unsupported: string | null;
}

interface Submission {
  category: string;
  components: MetaComponent[];
}

const FIELDS = 'id,name,language,status,category,components,parameter_format,quality_score,rejected_reason';
const listed = z
  .object({
    id,
    // What is longer finds no place in a column.
    name: z.string().max(255),
    language: z.string().max(20),
    status: z.string(),
    category: optionalText,
    components: z.array(z.unknown()).catch([]),
    parameter_format: optionalText,
    quality_score: optionalObject({ score: optionalText }),
    rejected_reason: optionalText,
  })
  .transform((one): ListedTemplate => ({
    remoteId: one.id,
    name: one.name,
    language: one.language,
    // Listed as flagged it is still in use.
    state: stateOf(one.status) ?? 'approved',
    category: one.category?.toLowerCase() ?? null,
    quality: one.quality_score?.score?.toLowerCase() ?? null,
    reason: one.rejected_reason === 'NONE' ? null : one.rejected_reason,
    format: one.parameter_format?.toUpperCase() === 'NAMED' ? 'named' : 'positional',
    ...readComponents(one.components),
  }));
const page = z.object({
  data: z.array(z.unknown()),
  paging: optionalObject({ next: optionalText, cursors: optionalObject({ after: optionalText }) }),
});
const readable = (rows: unknown[]): ListedTemplate[] =>
  rows.flatMap((row) => {
    const read = listed.safeParse(row);
    return read.success ? [read.data] : [];
  });
const created = z.object({ id, status: optionalText, category: optionalText });

const A_PAGE = '100';
/** 6,000 templates are the most that an account may have; what goes on for longer goes in circles. */
const MAX_PAGES = 100;

const unread = (what: string): GraphResult<never> => ({ status: 'not-sent', detail: `an answer without ${what}` });

/**
 * Meta's Business Management API for templates, of one WhatsApp Business account.
 *
 * Meta: message templates, "Create", "Edit", "Retrieve" and "Delete templates".
 */
export function createTemplateApi(client: GraphClient, wabaId: string) {
  const own = `${encodeURIComponent(wabaId)}/message_templates`;

  return {
    async create(
      template: Submission & { name: string; language: string },
      signal: AbortSignal
    ): Promise<GraphResult<{ remoteId: string; state: TemplateState; category: string | null }>> {
      const { name, language, category, components } = template;
      const body = { name, language, category: category.toUpperCase(), parameter_format: 'NAMED', components };
      const result = await client.call({ method: 'POST', path: own, body, repeatable: false }, signal);
      if (result.status !== 'ok') return result;
      const read = created.safeParse(result.data);
      if (!read.success) return { status: 'uncertain', detail: 'an answer without the id of the template' };
      const { id: remoteId, status, category: given } = read.data;
      const state = (status && stateOf(status)) || 'pending';
      return { status: 'ok', data: { remoteId, state, category: given?.toLowerCase() ?? null } };
    },

    /** Replaces all components. `category` null: it stays, as that of an approved one has to. */
    async edit(
      remoteId: string,
      { category, components }: { category: string | null; components: MetaComponent[] },
      signal: AbortSignal
    ): Promise<GraphResult<true>> {
      const body = { ...(category === null ? {} : { category: category.toUpperCase() }), components };
      const path = encodeURIComponent(remoteId);
      const result = await client.call({ method: 'POST', path, body, repeatable: false }, signal);
      return result.status === 'ok' ? { status: 'ok', data: true } : result;
    },

    /** By its name and language, which are what Meta keeps unique; null: it is not there. */
    async find(name: string, language: string, signal: AbortSignal): Promise<GraphResult<ListedTemplate | null>> {
      const query = { fields: FIELDS, name, limit: A_PAGE };
      const result = await client.call({ method: 'GET', path: own, query, repeatable: true }, signal);
      if (result.status !== 'ok') return result;
      const read = page.safeParse(result.data);
      if (!read.success) return unread('templates');
      const found = readable(read.data.data).find((one) => one.name === name && sameLanguage(one.language, language));
      return { status: 'ok', data: found ?? null };
    },

    /**
     * All of them, page after page: an answer that breaks off is none. `whole`: every one could be read, so that what is
     * not among them is not there.
     */
    async list(signal: AbortSignal): Promise<GraphResult<{ templates: ListedTemplate[]; whole: boolean }>> {
      const templates: ListedTemplate[] = [];
      let told = 0;
      let after: string | null = null;
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const query: Record<string, string> = { fields: FIELDS, limit: A_PAGE, ...(after ? { after } : {}) };
        const result = await client.call({ method: 'GET', path: own, query, repeatable: true }, signal);
        if (result.status !== 'ok') return result;
        const read = page.safeParse(result.data);
        if (!read.success) return unread('templates');
        told += read.data.data.length;
        templates.push(...readable(read.data.data));
        const next: string | null = read.data.paging?.next ? (read.data.paging.cursors?.after ?? null) : null;
        if (next === null) return { status: 'ok', data: { templates, whole: templates.length === told } };
        if (next === after) break;
        after = next;
      }
      return unread('an end');
    },

    /** One language of it. */
    async remove(remoteId: string, name: string, signal: AbortSignal): Promise<GraphResult<true>> {
      const query = { hsm_id: remoteId, name };
      const result = await client.call({ method: 'DELETE', path: own, query, repeatable: true }, signal);
      return result.status === 'ok' ? { status: 'ok', data: true } : result;
    },
  };
}
export type TemplateApi = ReturnType<typeof createTemplateApi>;

/** `en-US` in one place and `en_US` in another. */
export const sameLanguage = (a: string, b: string): boolean => a.replace('-', '_') === b.replace('-', '_');
