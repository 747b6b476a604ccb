import type { Knex } from 'knex';
import { fromJson, toNumber, toNumberOrNull } from '../../database/columns';
import { TABLE } from '../../database/models';
import type { TemplateCategory, WhatsAppTemplateContent } from '../whatsapp/content';
import type { ParameterFormat } from '../whatsapp/parameters';
import type { TemplateState } from './states';

/** A template in one WhatsApp Business account. Instants are epoch milliseconds. */
export interface RemoteTemplate {
  id: string;
  /** Null: deleted here. */
  templateId: string | null;
  wabaId: string;
  name: string;
  language: string;
  /** Null until the provider has it. */
  remoteId: string | null;
  state: TemplateState;
  stateAt: number;
  reason: string | null;
  advice: string | null;
  requestedCategory: TemplateCategory | null;
  category: string | null;
  announcedCategory: string | null;
  quality: string | null;
  pausedUntil: number | null;
  content: WhatsAppTemplateContent;
  format: ParameterFormat;
  unsupported: string | null;
  edits: number[];
}

/** A state that is not known never is. */
export const isSendable = ({ state, unsupported }: Pick<RemoteTemplate, 'state' | 'unsupported'>): boolean =>
  state === 'approved' && unsupported === null;

const NOTHING: WhatsAppTemplateContent = { header: null, body: '', footer: '', buttons: [] };

interface Row {
  document_id: string;
  template_document_id: string | null;
  waba_id: string;
  name: string;
  language: string;
  remote_id: string | null;
  state: TemplateState;
  state_at: unknown;
  reason: string | null;
  advice: string | null;
  requested_category: TemplateCategory | null;
  category: string | null;
  announced_category: string | null;
  quality: string | null;
  paused_until: unknown;
  content: string | null;
  parameter_format: ParameterFormat | null;
  unsupported: string | null;
  edits: string | null;
}

const fromRow = (row: Row): RemoteTemplate => ({
  id: row.document_id,
  templateId: row.template_document_id,
  wabaId: row.waba_id,
  name: row.name,
  language: row.language,
  remoteId: row.remote_id,
  state: row.state,
  stateAt: toNumber(row.state_at),
  reason: row.reason,
  advice: row.advice,
  requestedCategory: row.requested_category,
  category: row.category,
  announcedCategory: row.announced_category,
  quality: row.quality,
  pausedUntil: toNumberOrNull(row.paused_until),
  content: fromJson(row.content, NOTHING),
  format: row.parameter_format ?? 'named',
  unsupported: row.unsupported,
  edits: fromJson<number[]>(row.edits, []),
});

const COLUMNS = {
  templateId: 'template_document_id',
  wabaId: 'waba_id',
  name: 'name',
  language: 'language',
  remoteId: 'remote_id',
  state: 'state',
  stateAt: 'state_at',
  reason: 'reason',
  advice: 'advice',
  requestedCategory: 'requested_category',
  category: 'category',
  announcedCategory: 'announced_category',
  quality: 'quality',
  pausedUntil: 'paused_until',
  content: 'content',
  format: 'parameter_format',
  unsupported: 'unsupported',
  edits: 'edits',
} as const satisfies Record<Exclude<keyof RemoteTemplate, 'id'>, string>;

function toColumns(part: Partial<Omit<RemoteTemplate, 'id'>>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [key, column] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, string][]) {
    if (!(key in part)) continue;
    const value = part[key];
    columns[column] = key === 'content' || key === 'edits' ? JSON.stringify(value) : value;
  }
  return columns;
}

export async function findRemote(on: Knex, where: Record<string, unknown>): Promise<RemoteTemplate[]> {
  const rows = (await on(TABLE.remoteTemplate).where(where).orderBy('id').select('*')) as Row[];
  return rows.map(fromRow);
}

/** Of one template, or of all of them, by the id of the template. */
export async function remoteOfTemplates(on: Knex, ids?: string[]): Promise<Map<string, RemoteTemplate[]>> {
  const query = on(TABLE.remoteTemplate).whereNotNull('template_document_id').orderBy('id').select('*');
  if (ids) query.whereIn('template_document_id', ids);
  const found = new Map<string, RemoteTemplate[]>();
  for (const one of ((await query) as Row[]).map(fromRow)) {
    if (one.templateId !== null) found.set(one.templateId, [...(found.get(one.templateId) ?? []), one]);
  }
  return found;
}

export async function insertRemote(trx: Knex, one: RemoteTemplate): Promise<void> {
  const { id, ...rest } = one;
  await trx(TABLE.remoteTemplate).insert({ document_id: id, ...toColumns(rest) });
}

/** Changes nothing where it is not in the state that is named: somebody else was faster. */
export async function updateRemote(
  trx: Knex,
  id: string,
  part: Partial<Omit<RemoteTemplate, 'id'>>,
  onlyIn?: TemplateState
): Promise<boolean> {
  const changed = await trx(TABLE.remoteTemplate)
    .where({ document_id: id, ...(onlyIn ? { state: onlyIn } : {}) })
    .update(toColumns(part));
  return changed > 0;
}
