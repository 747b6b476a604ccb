import type { Knex } from 'knex';
import type { TemplateApprovalDto, TemplateDto, UseType } from '../api/contracts/templates';
import type { Medium } from '../accounts/account';
import { fromJson, toInstant, toInstantOrNull, toNumber, toNumberOrNull } from '../database/columns';
import { TABLE } from '../database/models';
import { joinStates } from './approval/states';
import type { TemplateCategory, WhatsAppTemplateContent } from './whatsapp/content';

export interface TemplateRow {
  document_id: string;
  name: string;
  medium: Medium;
  language: string;
  labels: string | null;
  use_types: string | null;
  category: TemplateCategory | null;
  remote_name: string | null;
  /** Of mail. */
  subject: string | null;
  body: string;
  parts: string | null;
  examples: string | null;
  archived_at: unknown;
  usage_count: unknown;
  last_used_at: unknown;
  updated_at: unknown;
}

export const useTypesOf = ({ use_types: types }: Pick<TemplateRow, 'use_types'>): UseType[] =>
  fromJson<UseType[]>(types, ['reply']);

/** Meta has to approve what is sent outside of the 24 hours. */
export const needsApproval = (medium: Medium, useTypes: readonly UseType[]): boolean =>
  medium === 'whatsapp' && useTypes.some((type) => type !== 'reply');

type Parts = Omit<WhatsAppTemplateContent, 'body'>;
export const contentOf = ({ body, parts }: TemplateRow): WhatsAppTemplateContent => ({
  ...fromJson<Parts>(parts, { header: null, footer: '', buttons: [] }),
  body,
});

export function toTemplate(row: TemplateRow, accountIds: string[], approvals: TemplateApprovalDto[]): TemplateDto {
  const { header, footer, buttons } = contentOf(row);
  const useTypes = useTypesOf(row);
  return {
    id: row.document_id,
    name: row.name,
    medium: row.medium,
    accountIds,
    language: row.language,
    labels: fromJson<string[]>(row.labels, []),
    useTypes,
    category: row.category ?? 'utility',
    header,
    subject: row.subject ?? '',
    body: row.body,
    footer,
    buttons,
    examples: fromJson<Record<string, string>>(row.examples, {}),
    remoteName: row.remote_name,
    state: needsApproval(row.medium, useTypes) ? joinStates(approvals.map(({ state }) => state)) : 'ready',
    rejectionReason: approvals.find(({ state }) => state === 'rejected')?.reason ?? null,
    approvals,
    archived: row.archived_at !== null,
    usageCount: toNumber(row.usage_count),
    lastUsedAt: toInstantOrNull(toNumberOrNull(row.last_used_at)),
    updatedAt: toInstant(toNumber(row.updated_at)),
  };
}

export const countUse = async (on: Knex, id: string, at: number): Promise<void> =>
  void (await on(TABLE.template)
    .where({ document_id: id })
    .update({ usage_count: on.raw('usage_count + 1'), last_used_at: at }));

/** The accounts that each of them is for; one that is not named is for all of its medium. */
export async function accountsOfTemplates(on: Knex, ids?: string[]): Promise<Map<string, string[]>> {
  const query = on(TABLE.templateAccount).orderBy('id').select('template_document_id', 'account_document_id');
  if (ids) query.whereIn('template_document_id', ids);
  const rows = (await query) as { template_document_id: string; account_document_id: string }[];
  const found = new Map<string, string[]>();
  for (const { template_document_id: id, account_document_id: account } of rows) {
    found.set(id, [...(found.get(id) ?? []), account]);
  }
  return found;
}
