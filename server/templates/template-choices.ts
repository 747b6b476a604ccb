import { isWhatsAppAccount, mediumOf } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { notFound } from '../api/errors';
import type { HiddenTemplateDto, TemplateChoiceDto, TemplateChoicesDto } from '../api/contracts/templates';
import { fromJson, toInstantOrNull, toNumberOrNull } from '../database/columns';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { visibleConversation, type Scope } from '../security/scope';
import { findRemote, isSendable, type RemoteTemplate } from './approval/remote-template-table';
import type { ConversationValues } from './conversation-values';
import { needsApproval, useTypesOf, type TemplateRow } from './template-table';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  conversationValues: ConversationValues;
  now: () => number;
}

export interface TemplateChoices {
  /** Those that may be used in a conversation, the latest used first. */
  of(scope: Scope, conversationId: string): Promise<TemplateChoicesDto>;
  /** Somebody took it into an answer. */
  used(scope: Scope, conversationId: string, templateId: string): Promise<void>;
}

export function createTemplateChoices({ database, accounts, conversationValues, now }: Deps): TemplateChoices {
  const { knex } = database;

  async function fitting(scope: Scope, asked: string) {
    const conversation = await visibleConversation(database, scope, asked);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    const own = knex({ a: TABLE.templateAccount }).whereRaw('?? = ??', ['a.template_document_id', 't.document_id']);
    const templates = knex({ t: TABLE.template })
      .where({ 't.medium': mediumOf(account.kind) })
      .whereNull('t.archived_at')
      .where(
        (either) =>
          void either
            .whereNotExists(own.clone().select(knex.raw('1')))
            .orWhereExists(own.clone().where({ 'a.account_document_id': account.id }).select(knex.raw('1')))
      );
    return { conversation, account, templates };
  }

  return {
    async of(scope, asked) {
      const { conversation, account, templates } = await fitting(scope, asked);
      const [rows, remotes, values] = await Promise.all([
        templates.orderBy('t.folded_name').select('t.*') as Promise<TemplateRow[]>,
        isWhatsAppAccount(account) ? findRemote(knex, { waba_id: account.settings.wabaId }) : [],
        conversationValues(knex, scope.person, conversation, account),
      ]);
      const remoteOf = new Map(remotes.map((one) => [one.templateId, one]));
      const found = rows.map((row) => choiceOf(row, remoteOf.get(row.document_id)));
      return {
        data: found
          .flatMap(({ choice }) => choice ?? [])
          .sort((a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '')),
        meta: { values, hidden: found.flatMap(({ hidden }) => hidden ?? []) },
      };
    },

    async used(scope, asked, templateId) {
      const { templates } = await fitting(scope, asked);
      const found = (await templates.where({ 't.document_id': templateId }).first('t.document_id')) as unknown;
      if (!found) throw notFound('Template');
      await knex(TABLE.template)
        .where({ document_id: templateId })
        .update({ usage_count: knex.raw('usage_count + 1'), last_used_at: now() });
    },
  };
}

/** As a text to write on, as an approved one to be sent as it is, both, or neither. */
function choiceOf(
  row: TemplateRow,
  remote: RemoteTemplate | undefined
): { choice?: TemplateChoiceDto; hidden?: HiddenTemplateDto } {
  const useTypes = useTypesOf(row);
  const wantsApproval = needsApproval(row.medium, useTypes) && useTypes.includes('window');
  const state = remote?.state ?? 'draft';
  const approved = wantsApproval && remote !== undefined && isSendable(remote) ? remote : null;
  const asText = useTypes.includes('reply');
  const { document_id: id, name, language, body } = row;
  const hidden = { id, name, language, state, why: state === 'approved' ? 'not-supported' : 'not-approved' } as const;
  if (!asText && !approved) return wantsApproval ? { hidden } : {};
  const choice = {
    id,
    name,
    language,
    labels: fromJson<string[]>(row.labels, []),
    body,
    lastUsedAt: toInstantOrNull(toNumberOrNull(row.last_used_at)),
    asText,
    approved: approved && { content: approved.content, category: approved.category },
  };
  return wantsApproval && !approved ? { choice, hidden } : { choice };
}
