import type { Knex } from 'knex';
import type { TemplateDto } from '../api/contracts/templates';
import type { Medium } from '../accounts/account';
import { fromJson, toInstant, toInstantOrNull, toNumber, toNumberOrNull } from '../database/columns';
import { TABLE } from '../database/models';

export interface TemplateRow {
  document_id: string;
  name: string;
  medium: Medium;
  language: string;
  labels: string | null;
  body: string;
  archived_at: unknown;
  usage_count: unknown;
  last_used_at: unknown;
  updated_at: unknown;
}

export const toTemplate = (row: TemplateRow, accountIds: string[]): TemplateDto => ({
  id: row.document_id,
  name: row.name,
  medium: row.medium,
  accountIds,
  language: row.language,
  labels: fromJson<string[]>(row.labels, []),
  body: row.body,
  archived: row.archived_at !== null,
  usageCount: toNumber(row.usage_count),
  lastUsedAt: toInstantOrNull(toNumberOrNull(row.last_used_at)),
  updatedAt: toInstant(toNumber(row.updated_at)),
});

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
