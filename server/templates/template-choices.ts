import type { Knex } from 'knex';
import { isWhatsAppAccount, mediumOf, type Account } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { notFound } from '../api/errors';
import type { HiddenTemplateDto, TemplateChoiceDto, TemplateChoicesDto } from '../api/contracts/templates';
import { fromJson, toInstantOrNull, toNumberOrNull } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { visibleConversation, type Scope } from '../security/scope';
import { findRemote, isSendable, type RemoteTemplate } from './approval/remote-template-table';
import type { ConversationValues } from './conversation-values';
import { countUse, needsApproval, useTypesOf, type TemplateRow } from './template-table';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  conversationValues: ConversationValues;
  now: () => number;
}

export interface TemplateChoices {
  /** Those that may be used in a conversation, the latest used first. */
  of(scope: Scope, conversationId: string): Promise<TemplateChoicesDto>;
  /** Those that may open a conversation from an account. */
  toStart(account: Account): Promise<{ data: TemplateChoiceDto[]; hidden: HiddenTemplateDto[] }>;
  /** Somebody took it into an answer. */
  used(scope: Scope, conversationId: string, templateId: string): Promise<void>;
}

export function createTemplateChoices({ database, accounts, conversationValues, now }: Deps): TemplateChoices {
  const { knex } = database;

  async function fitting(scope: Scope, asked: string) {
    const conversation = await visibleConversation(database, scope, asked);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    return { conversation, account, templates: templatesFor(account) };
  }

  function templatesFor(account: Account) {
    const own = knex({ a: TABLE.templateAccount }).whereRaw('?? = ??', ['a.template_document_id', 't.document_id']);
    return knex({ t: TABLE.template })
      .where({ 't.medium': mediumOf(account.kind) })
      .whereNull('t.archived_at')
      .where(
        (either) =>
          void either
            .whereNotExists(own.clone().select(knex.raw('1')))
            .orWhereExists(own.clone().where({ 'a.account_document_id': account.id }).select(knex.raw('1')))
      );
  }

  async function choose(account: Account, templates: Knex.QueryBuilder, offer: Offer) {
    const [rows, remotes] = await Promise.all([
      templates.orderBy('t.folded_name').select('t.*') as Promise<TemplateRow[]>,
      isWhatsAppAccount(account) ? findRemote(knex, { waba_id: account.settings.wabaId }) : [],
    ]);
    const remoteOf = new Map(remotes.map((one) => [one.templateId, one]));
    const found = rows.map((row) => offer(row, remoteOf.get(row.document_id)));
    return {
      data: found
        .flatMap(({ choice }) => choice ?? [])
        .sort((a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '')),
      hidden: found.flatMap(({ hidden }) => hidden ?? []),
    };
  }

  return {
    async of(scope, asked) {
      const { conversation, account, templates } = await fitting(scope, asked);
      const [{ data, hidden }, values] = await Promise.all([
        choose(account, templates, choiceOf),
        conversationValues(knex, scope.person, conversation, account),
      ]);
      return { data, meta: { values, hidden } };
    },

    toStart: (account) => choose(account, templatesFor(account), choiceToStart),

    async used(scope, asked, templateId) {
      const { templates } = await fitting(scope, asked);
      const found = (await templates.where({ 't.document_id': templateId }).first('t.document_id')) as unknown;
      if (!found) throw notFound('Template');
      await countUse(knex, templateId, now());
    },
  };
}

type Offer = (
  row: TemplateRow,
  remote: RemoteTemplate | undefined
) => { choice?: TemplateChoiceDto; hidden?: HiddenTemplateDto };

/** As a text to write on, as an approved one to be sent as it is, both, or neither. */
function choiceOf(row: TemplateRow, remote: RemoteTemplate | undefined): ReturnType<Offer> {
  const useTypes = useTypesOf(row);
  const wantsApproval = needsApproval(row.medium, useTypes) && useTypes.includes('window');
  const state = remote?.state ?? 'draft';
  const approved = wantsApproval && remote !== undefined && isSendable(remote) ? remote : null;
  const asText = useTypes.includes('reply');
  const hidden = hiddenOf(row, state);
  if (!asText && !approved) return wantsApproval ? { hidden } : {};
  const choice = offered(row, asText, approved);
  return wantsApproval && !approved ? { choice, hidden } : { choice };
}

/** In mail as a text to write on, on WhatsApp as Meta has approved it. */
function choiceToStart(row: TemplateRow, remote: RemoteTemplate | undefined): ReturnType<Offer> {
  if (!useTypesOf(row).includes('start')) return {};
  if (row.medium === 'email') return { choice: offered(row, true, null) };
  return remote !== undefined && isSendable(remote)
    ? { choice: offered(row, false, remote) }
    : { hidden: hiddenOf(row, remote?.state ?? 'draft') };
}

const hiddenOf = ({ document_id: id, name, language }: TemplateRow, state: RemoteTemplate['state']) =>
  ({ id, name, language, state, why: state === 'approved' ? 'not-supported' : 'not-approved' }) as const;

const offered = (row: TemplateRow, asText: boolean, approved: RemoteTemplate | null): TemplateChoiceDto => ({
  id: row.document_id,
  name: row.name,
  language: row.language,
  labels: fromJson<string[]>(row.labels, []),
  subject: row.subject ?? '',
  body: row.body,
  lastUsedAt: toInstantOrNull(toNumberOrNull(row.last_used_at)),
  asText,
  approved: approved && { content: approved.content, category: approved.category },
});
