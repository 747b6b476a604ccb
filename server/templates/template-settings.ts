import type { Knex } from 'knex';
import { mediumOf, type Medium } from '../accounts/account';
import type { Audit } from '../accounts/audit';
import type { AccountRepository } from '../accounts/repository';
import { ConflictError, invalid, notFound } from '../api/errors';
import {
  MAX_TEMPLATES,
  type CreateTemplate,
  type TemplateAccountDto,
  type TemplateDto,
  type UpdateTemplate,
} from '../api/contracts/templates';
import { toNumber } from '../database/columns';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation } from '../database/errors';
import { TABLE } from '../database/models';
import { sanitiseHtml } from '../mail/html/sanitise';
import type { Person } from '../security/scope';
import { foldTagName } from '../tags/fold-tag-name';
import { unknownVariables } from './language';
import { accountsOfTemplates, toTemplate, type TemplateRow } from './template-table';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  audit: Audit;
  now: () => number;
}

/** Texts that are written once. A name is there once in each language of a medium, archived ones apart. */
export interface TemplateSettings {
  /** By name; archived ones too. */
  list(): Promise<TemplateDto[]>;
  accounts(): Promise<TemplateAccountDto[]>;
  get(id: string): Promise<TemplateDto>;
  /** Rejects with 409 `template-name-taken`, and 400 `unknown-variable` or `unknown-account`. */
  create(by: Person, input: CreateTemplate): Promise<TemplateDto>;
  update(by: Person, id: string, input: UpdateTemplate): Promise<TemplateDto>;
  remove(by: Person, id: string): Promise<void>;
}

export function createTemplateSettings({ database, accounts, audit, now }: Deps): TemplateSettings {
  const { knex } = database;

  async function get(id: string): Promise<TemplateDto> {
    const row = (await knex(TABLE.template).where({ document_id: id }).first()) as TemplateRow | undefined;
    if (!row) throw notFound('Template');
    return toTemplate(row, (await accountsOfTemplates(knex, [id])).get(id) ?? []);
  }

  async function locked(trx: Knex, id: string): Promise<TemplateRow> {
    const query = trx(TABLE.template).where({ document_id: id }).first();
    if (database.dialect !== 'sqlite') query.forUpdate();
    const row = (await query) as TemplateRow | undefined;
    if (!row) throw notFound('Template');
    return row;
  }

  async function checkAccounts(ids: string[], medium: Medium): Promise<void> {
    const fitting = (await accounts.list()).filter(({ kind }) => mediumOf(kind) === medium).map(({ id }) => id);
    const unknown = ids.filter((id) => !fitting.includes(id));
    if (unknown.length > 0)
      throw invalid('unknown-account', 'Some of these accounts do not exist, or are of another medium.', { unknown });
  }

  async function setAccounts(trx: Knex, id: string, accountIds: string[]): Promise<void> {
    await trx(TABLE.templateAccount).where({ template_document_id: id }).delete();
    const rows = [...new Set(accountIds)].map((account) => ({
      template_document_id: id,
      account_document_id: account,
    }));
    if (rows.length > 0) await trx(TABLE.templateAccount).insert(rows);
  }

  /** The database says whether the name is taken, once the transaction that tried has ended. */
  async function named<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new ConflictError('template-name-taken', 'There is a template of this name in this language already.');
    }
  }

  return {
    async list() {
      const [rows, accountsOf] = await Promise.all([
        knex(TABLE.template).orderBy('folded_name').orderBy('language') as Promise<TemplateRow[]>,
        accountsOfTemplates(knex),
      ]);
      return rows.map((row) => toTemplate(row, accountsOf.get(row.document_id) ?? []));
    },

    accounts: async () => (await accounts.list()).map(({ id, name, kind }) => ({ id, name, medium: mediumOf(kind) })),

    get,

    async create(by, input) {
      const body = cleanBody(input.medium, input.body);
      await checkAccounts(input.accountIds, input.medium);
      const id = createDocumentId();
      await named(() =>
        database.transaction(async (trx) => {
          const held = (await trx(TABLE.template).count({ count: '*' }).first()) as { count: unknown } | undefined;
          if (toNumber(held?.count) >= MAX_TEMPLATES) {
            throw new ConflictError('too-many-templates', `There are at most ${MAX_TEMPLATES} templates.`);
          }
          const at = now();
          await trx(TABLE.template).insert({
            document_id: id,
            name: input.name,
            folded_name: foldTagName(input.name),
            name_key: nameKey(input),
            medium: input.medium,
            language: input.language,
            labels: JSON.stringify(distinct(input.labels)),
            body,
            archived_at: null,
            usage_count: 0,
            last_used_at: null,
            created_at: at,
            updated_at: at,
          });
          await setAccounts(trx, id, input.accountIds);
          await audit.write(trx, null, by, 'template.created', { templateId: id, name: input.name }, at);
        })
      );
      return get(id);
    },

    async update(by, id, input) {
      await named(() =>
        database.transaction(async (trx) => {
          const row = await locked(trx, id);
          if (input.accountIds) await checkAccounts(input.accountIds, row.medium);
          const next = {
            ...row,
            ...(input.name ? { name: input.name } : {}),
            ...(input.language && { language: input.language }),
          };
          const archived = input.archived ?? row.archived_at !== null;
          const at = now();
          await trx(TABLE.template)
            .where({ document_id: id })
            .update({
              name: next.name,
              folded_name: foldTagName(next.name),
              language: next.language,
              name_key: archived ? null : nameKey(next),
              ...(input.labels ? { labels: JSON.stringify(distinct(input.labels)) } : {}),
              ...(input.body === undefined ? {} : { body: cleanBody(row.medium, input.body) }),
              archived_at: archived ? (row.archived_at ?? at) : null,
              updated_at: at,
            });
          if (input.accountIds) await setAccounts(trx, id, input.accountIds);
          const details = { templateId: id, name: next.name, changed: Object.keys(input) };
          await audit.write(trx, null, by, 'template.updated', details, at);
        })
      );
      return get(id);
    },

    remove: (by, id) =>
      database.transaction(async (trx) => {
        const { name } = await locked(trx, id);
        await setAccounts(trx, id, []);
        await trx(TABLE.template).where({ document_id: id }).delete();
        await audit.write(trx, null, by, 'template.deleted', { templateId: id, name }, now());
      }),
  };
}

/** Unique while it is not archived: no database of ours has partial keys everywhere, and all take several nulls. */
const nameKey = ({ medium, name, language }: { medium: Medium; name: string; language: string }): string =>
  `${medium}|${language}|${foldTagName(name)}`;

const distinct = (labels: string[]): string[] => [
  ...new Map(labels.map((label) => [foldTagName(label), label] as const)).values(),
];

/** As it will be inserted: nothing of HTML that a mail may not have, no variable that means nothing. */
function cleanBody(medium: Medium, body: string): string {
  const unknown = unknownVariables(body);
  if (unknown.length > 0) {
    const names = unknown.map(({ name }) => `{{${name}}}`).join(', ');
    throw invalid('unknown-variable', `There are no such variables: ${names}`, { unknown });
  }
  if (medium === 'whatsapp') return body;
  const clean = sanitiseHtml(body);
  if (!clean) throw invalid('body-too-complex', 'This text has too much formatting to be kept. Paste it without.');
  return clean.html;
}
