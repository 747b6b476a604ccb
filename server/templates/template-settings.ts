import type { Knex } from 'knex';
import { mediumOf, type Medium, type WhatsAppAccount } from '../accounts/account';
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
import { crashPoint } from '../crash-points';
import type { Database } from '../database/database';
import { createDocumentId } from '../database/document-id';
import { isUniqueViolation } from '../database/errors';
import { TABLE } from '../database/models';
import type { JobQueue } from '../jobs/types';
import { sanitiseHtml } from '../mail/html/sanitise';
import type { Person } from '../security/scope';
import { foldTagName } from '../tags/fold-tag-name';
import { unknownVariables } from './language';
import { removeRemotes, submitTemplate, toApprovals } from './approval/approvals';
import { findRemote, remoteOfTemplates } from './approval/remote-template-table';
import { syncJob } from './approval/topics';
import { wabasOf, whatsAppAccounts } from './approval/waba';
import { contentColumns, insertTemplate, nameKey, setTemplateAccounts, type NewTemplate } from './template-row';
import {
  accountsOfTemplates,
  contentOf,
  needsApproval,
  toTemplate,
  useTypesOf,
  type TemplateRow,
} from './template-table';
import { toRemoteName } from './whatsapp/remote-name';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  audit: Audit;
  queue: JobQueue;
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
  /** Gives it to Meta as it is. See `submitTemplate` for what it rejects with. */
  submit(by: Person, id: string): Promise<TemplateDto>;
  /** Has all templates read from Meta again; answers how many WhatsApp Business accounts that are. */
  sync(): Promise<{ accounts: number }>;
  /** At Meta as well. */
  remove(by: Person, id: string): Promise<void>;
}

export function createTemplateSettings({ database, accounts, audit, queue, now }: Deps): TemplateSettings {
  const { knex } = database;

  async function get(id: string): Promise<TemplateDto> {
    const row = (await knex(TABLE.template).where({ document_id: id }).first()) as TemplateRow | undefined;
    if (!row) throw notFound('Template');
    const [dto] = await toDtos([row], [id]);
    if (!dto) throw notFound('Template');
    return dto;
  }

  async function toDtos(rows: TemplateRow[], ids?: string[]): Promise<TemplateDto[]> {
    const [accountsOf, remoteOf, whatsApp] = await Promise.all([
      accountsOfTemplates(knex, ids),
      remoteOfTemplates(knex, ids),
      whatsAppAccounts(accounts),
    ]);
    return rows.map((row) => {
      const written = { content: contentOf(row), category: row.category ?? 'utility' };
      const approvals = toApprovals(remoteOf.get(row.document_id) ?? [], written, whatsApp, now());
      return toTemplate(row, accountsOf.get(row.document_id) ?? [], approvals);
    });
  }

  /** What Meta has to approve is on its way there with the same commit that stores it. */
  async function submit(trx: Knex, id: string, whatsApp: WhatsAppAccount[]): Promise<void> {
    const row = await locked(trx, id);
    if (row.remote_name === null || !needsApproval(row.medium, useTypesOf(row))) return;
    const accountIds = (await accountsOfTemplates(trx, [id])).get(id) ?? [];
    const { language, category } = row;
    await submitTemplate(
      trx,
      queue,
      whatsApp,
      {
        id,
        remoteName: row.remote_name,
        language,
        category: category ?? 'utility',
        content: contentOf(row),
        accountIds,
      },
      now()
    );
  }

  async function locked(trx: Knex, id: string): Promise<TemplateRow> {
    const query = trx(TABLE.template).where({ document_id: id }).first();
    if (database.dialect !== 'sqlite') query.forUpdate();
    const row = (await query) as TemplateRow | undefined;
    if (!row) throw notFound('Template');
    return row;
  }

  async function checkAccounts(ids: string[], medium: Medium, on?: Knex): Promise<void> {
    const fitting = (await accounts.list(on)).filter(({ kind }) => mediumOf(kind) === medium).map(({ id }) => id);
    const unknown = ids.filter((id) => !fitting.includes(id));
    if (unknown.length > 0)
      throw invalid('unknown-account', 'Some of these accounts do not exist, or are of another medium.', { unknown });
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
    list: async () => toDtos((await knex(TABLE.template).orderBy('folded_name').orderBy('language')) as TemplateRow[]),

    accounts: async () => (await accounts.list()).map(({ id, name, kind }) => ({ id, name, medium: mediumOf(kind) })),

    get,

    async create(by, input) {
      await checkAccounts(input.accountIds, input.medium);
      const template = { ...cleaned(input), remoteName: remoteNameOf(input) };
      const whatsApp = await whatsAppAccounts(accounts);
      const id = createDocumentId();
      await named(() =>
        database.transaction(async (trx, afterCommit) => {
          const held = (await trx(TABLE.template).count({ count: '*' }).first()) as { count: unknown } | undefined;
          if (toNumber(held?.count) >= MAX_TEMPLATES) {
            throw new ConflictError('too-many-templates', `There are at most ${MAX_TEMPLATES} templates.`);
          }
          const at = now();
          await insertTemplate(trx, id, template, at);
          await audit.write(trx, null, by, 'template.created', { templateId: id, name: input.name }, at);
          if (!input.draft) await submit(trx, id, whatsApp);
          crashPoint('templates.before-commit');
          afterCommit(() => queue.ring());
        })
      );
      return get(id);
    },

    async update(by, id, input) {
      const whatsApp = await whatsAppAccounts(accounts);
      await named(() =>
        database.transaction(async (trx, afterCommit) => {
          const row = await locked(trx, id);
          if (input.accountIds) await checkAccounts(input.accountIds, row.medium, trx);
          const approved = await findRemote(trx, { template_document_id: id });
          const { archived: wasArchived, ...before } = toTemplate(row, [], []);
          const next = cleaned(
            { ...before, ...given(input), accountIds: [] },
            input.body === undefined || input.body === row.body ? row.body : null
          );
          // Meta knows it by these from its first submission on.
          const fixed = approved.length > 0;
          if (fixed && next.language !== row.language)
            throw new ConflictError('template-language-fixed', 'The language of a template cannot be changed at Meta.');
          const remoteName = fixed ? row.remote_name : remoteNameOf(next);
          const archived = input.archived ?? wasArchived;
          const at = now();
          await trx(TABLE.template)
            .where({ document_id: id })
            .update({
              name: next.name,
              folded_name: foldTagName(next.name),
              language: next.language,
              name_key: archived ? null : nameKey(next),
              ...contentColumns({ ...next, remoteName }),
              archived_at: archived ? (row.archived_at ?? at) : null,
              updated_at: at,
            });
          if (input.accountIds) await setTemplateAccounts(trx, id, input.accountIds);
          const details = { templateId: id, name: next.name, changed: Object.keys(input) };
          await audit.write(trx, null, by, 'template.updated', details, at);
          if (!input.draft && !archived && touchesMeta(input)) await submit(trx, id, whatsApp);
          afterCommit(() => queue.ring());
        })
      );
      return get(id);
    },

    async submit(by, id) {
      const whatsApp = await whatsAppAccounts(accounts);
      await named(() =>
        database.transaction(async (trx, afterCommit) => {
          const row = await locked(trx, id);
          if (row.archived_at !== null || !needsApproval(row.medium, useTypesOf(row)))
            throw invalid('no-approval-needed', 'This template needs no approval.');
          if (wabasOf(whatsApp, (await accountsOfTemplates(trx, [id])).get(id) ?? []).length === 0)
            throw new ConflictError(
              'no-whatsapp-account',
              'Connect a WhatsApp number first: it is submitted through it.'
            );
          await submit(trx, id, whatsApp);
          await audit.write(trx, null, by, 'template.submitted', { templateId: id, name: row.name }, now());
          afterCommit(() => queue.ring());
        })
      );
      return get(id);
    },

    async sync() {
      const wabas = wabasOf(await whatsAppAccounts(accounts), []);
      await database.transaction(async (trx) => {
        for (const wabaId of wabas) await queue.enqueue(trx, syncJob(wabaId));
      });
      queue.ring();
      return { accounts: wabas.length };
    },

    remove: (by, id) =>
      database.transaction(async (trx, afterCommit) => {
        const { name } = await locked(trx, id);
        await setTemplateAccounts(trx, id, []);
        await removeRemotes(trx, queue, id, now());
        await trx(TABLE.template).where({ document_id: id }).delete();
        await audit.write(trx, null, by, 'template.deleted', { templateId: id, name }, now());
        afterCommit(() => queue.ring());
      }),
  };
}

/** Only what was said, and of that what is the template's own. */
function given({ archived: _archived, accountIds: _accounts, draft: _draft, ...rest }: UpdateTemplate) {
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<TemplateDto>;
}

/** Putting one into the archive, or giving it another label, is nothing to Meta. */
const AT_META = ['body', 'useTypes', 'category', 'header', 'footer', 'buttons', 'accountIds'] as const;
const touchesMeta = (input: UpdateTemplate): boolean => AT_META.some((key) => input[key] !== undefined);

type Written = Omit<NewTemplate, 'remoteName'>;

/** As it will be kept: what a medium does not have is left out. `body`: one that was looked at before. */
function cleaned(input: Written, known: string | null = null): Written {
  const { name, medium, language, labels, useTypes, accountIds, examples } = input;
  const body = known ?? cleanBody(medium, input.body);
  const subject = medium === 'email' ? cleanSubject(input.subject) : '';
  const own = {
    name,
    medium,
    language,
    labels: distinct(labels),
    useTypes: [...new Set(useTypes)],
    accountIds,
    subject,
    body,
  };
  if (medium === 'email') {
    if (useTypes.includes('window')) throw invalid('use-type-of-whatsapp', 'Mail has no window of 24 hours.');
    return { ...own, category: 'utility', header: null, footer: '', buttons: [], examples: {} };
  }
  if (!needsApproval(medium, useTypes))
    return { ...own, category: 'utility', header: null, footer: '', buttons: [], examples };
  // Meta writes the text of these by itself.
  if (input.category === 'authentication')
    throw invalid('authentication-not-possible', 'Templates with a code for a login can only be made at Meta.');
  const { category, header, footer, buttons } = input;
  return { ...own, category, header, footer: footer.trim(), buttons, examples };
}

const remoteNameOf = ({ name, medium, useTypes }: Pick<Written, 'name' | 'medium' | 'useTypes'>): string | null =>
  needsApproval(medium, useTypes) ? toRemoteName(name) : null;

const distinct = (labels: string[]): string[] => [
  ...new Map(labels.map((label) => [foldTagName(label), label] as const)).values(),
];

function cleanSubject(subject: string): string {
  refuseUnknown(subject);
  return subject;
}

function refuseUnknown(text: string): void {
  const unknown = unknownVariables(text);
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => `{{${name}}}`).join(', ');
  throw invalid('unknown-variable', `There are no such variables: ${names}`, { unknown });
}

/** As it will be inserted: nothing of HTML that a mail may not have, no variable that means nothing. */
function cleanBody(medium: Medium, body: string): string {
  refuseUnknown(body);
  if (medium === 'whatsapp') return body;
  const clean = sanitiseHtml(body);
  if (!clean) throw invalid('body-too-complex', 'This text has too much formatting to be kept. Paste it without.');
  return clean.html;
}
