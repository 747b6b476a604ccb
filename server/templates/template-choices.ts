import { mediumOf } from '../accounts/account';
import type { AccountRepository } from '../accounts/repository';
import { notFound } from '../api/errors';
import type { TemplateChoicesDto } from '../api/contracts/templates';
import { CONTACTS } from '../conversations/tables';
import type { Conversation } from '../conversations/conversation';
import type { Database } from '../database/database';
import { TABLE } from '../database/models';
import { visibleConversation, type Scope } from '../security/scope';
import type { PersonValues } from '../signatures/person-values';
import { accountsOfTemplates, toTemplate, type TemplateRow } from './template-table';
import type { TemplateValues } from './variables';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  personValues: PersonValues;
  now: () => number;
}

export interface TemplateChoices {
  /** Those that may be used in a conversation, the latest used first. */
  of(scope: Scope, conversationId: string): Promise<TemplateChoicesDto>;
  /** Somebody took it into an answer. */
  used(scope: Scope, conversationId: string, templateId: string): Promise<void>;
}

export function createTemplateChoices({ database, accounts, personValues, now }: Deps): TemplateChoices {
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

  async function customerName({ contactId }: Conversation): Promise<string> {
    const row = (await knex(CONTACTS).where({ document_id: contactId }).first('customer_name')) as
      { customer_name: string | null } | undefined;
    return row?.customer_name ?? '';
  }

  return {
    async of(scope, asked) {
      const { conversation, account, templates } = await fitting(scope, asked);
      const [rows, accountsOf, person, customer] = await Promise.all([
        templates.orderBy('t.folded_name').select('t.*') as Promise<TemplateRow[]>,
        accountsOfTemplates(knex),
        personValues(scope.person, account),
        customerName(conversation),
      ]);
      const values: TemplateValues = {
        ...person,
        customer_name: customer || conversation.contactName,
        contact_name: conversation.contactName,
        contact_address: conversation.contactAddress,
        conversation_subject: conversation.subject,
        account_name: account.name,
      };
      return {
        data: rows
          .map((row) => toTemplate(row, accountsOf.get(row.document_id) ?? []))
          .sort((a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''))
          .map(({ id, name, language, labels, body, lastUsedAt }) => ({
            id,
            name,
            language,
            labels,
            body,
            lastUsedAt,
          })),
        meta: { values },
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
