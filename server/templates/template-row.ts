import type { Knex } from 'knex';
import type { Medium } from '../accounts/account';
import type { UseType } from '../api/contracts/templates';
import { TABLE } from '../database/models';
import { foldTagName } from '../tags/fold-tag-name';
import type { TemplateCategory, WhatsAppTemplateContent } from './whatsapp/content';

export interface NewTemplate extends WhatsAppTemplateContent {
  name: string;
  medium: Medium;
  language: string;
  labels: string[];
  /** Of mail. */
  subject: string;
  useTypes: UseType[];
  category: TemplateCategory;
  /** Null: it needs no approval. */
  remoteName: string | null;
  examples: Record<string, string>;
  accountIds: string[];
}

/** Unique while it is not archived: no database of ours has partial keys everywhere, and all take several nulls. */
export const nameKey = ({ medium, name, language }: Pick<NewTemplate, 'medium' | 'name' | 'language'>): string =>
  `${medium}|${language}|${foldTagName(name)}`;

export async function insertTemplate(trx: Knex, id: string, template: NewTemplate, at: number): Promise<void> {
  const { name, medium, language, accountIds } = template;
  await trx(TABLE.template).insert({
    document_id: id,
    name,
    folded_name: foldTagName(name),
    name_key: nameKey(template),
    medium,
    language,
    ...contentColumns(template),
    archived_at: null,
    usage_count: 0,
    last_used_at: null,
    created_at: at,
    updated_at: at,
  });
  await setTemplateAccounts(trx, id, accountIds);
}

export const contentColumns = (template: Omit<NewTemplate, 'name' | 'medium' | 'language' | 'accountIds'>) => ({
  labels: JSON.stringify(template.labels),
  use_types: JSON.stringify(template.useTypes),
  category: template.category,
  remote_name: template.remoteName,
  subject: template.subject,
  body: template.body,
  parts: JSON.stringify({ header: template.header, footer: template.footer, buttons: template.buttons }),
  examples: JSON.stringify(template.examples),
});

export async function setTemplateAccounts(trx: Knex, id: string, accountIds: string[]): Promise<void> {
  await trx(TABLE.templateAccount).where({ template_document_id: id }).delete();
  const rows = [...new Set(accountIds)].map((account) => ({ template_document_id: id, account_document_id: account }));
  if (rows.length > 0) await trx(TABLE.templateAccount).insert(rows);
}
