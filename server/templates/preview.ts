import type { AccountRepository } from '../accounts/repository';
import { notFound } from '../api/errors';
import type { PreviewTemplate, TemplateDto, TemplatePreviewDto } from '../api/contracts/templates';
import type { Database } from '../database/database';
import { sanitiseHtml } from '../mail/html/sanitise';
import { visibleConversation, type Scope } from '../security/scope';
import type { ConversationValues } from './conversation-values';
import { fillSubject, fillTemplate } from './language';
import type { TemplateValues } from './variables';
import { fillWhatsApp } from './whatsapp/parameters';
import { escapeText } from '../mail/html/escape-text';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  conversationValues: ConversationValues;
  /** Rejects with 404 where there is none. */
  get: (id: string) => Promise<TemplateDto>;
}

/** How a template reads with given values, or in a conversation that the person may see. What has no value stays as written. */
export function createPreviewTemplate({ database, accounts, conversationValues, get }: Deps) {
  return async function preview(scope: Scope, id: string, asked: PreviewTemplate): Promise<TemplatePreviewDto> {
    const template = await get(id);
    const known = asked.conversationId === undefined ? {} : await valuesIn(scope, asked.conversationId);
    const values = { ...known, ...asked.values };
    return template.medium === 'email' ? asMail(template, values) : asWhatsApp(template, values);
  };

  async function valuesIn(scope: Scope, conversationId: string): Promise<TemplateValues> {
    const conversation = await visibleConversation(database, scope, conversationId);
    const account = conversation && (await accounts.find(conversation.accountId));
    if (!account) throw notFound('Conversation');
    return conversationValues(database.knex, scope.person, conversation, account);
  }
}
export type PreviewOfTemplate = ReturnType<typeof createPreviewTemplate>;

function asMail({ subject, body }: TemplateDto, values: Record<string, string>): TemplatePreviewDto {
  const { text: html, missing } = fillTemplate(body, values, escapeText);
  const line = fillSubject(subject, values);
  // A value may stand in an address, where escaping alone makes nothing harmless.
  const clean = sanitiseHtml(html);
  return {
    html: clean?.html ?? '',
    text: clean?.text ?? '',
    subject: line.text,
    missing: [...new Set([...line.missing, ...missing])],
  };
}

function asWhatsApp(template: TemplateDto, values: Record<string, string>): TemplatePreviewDto {
  const { header, body, footer, missing } = fillWhatsApp(template, values);
  return { html: null, text: [header, body, footer].filter(Boolean).join('\n\n'), subject: '', missing };
}
