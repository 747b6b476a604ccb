import type { Knex } from 'knex';
import type { Account } from '../accounts/account';
import { invalid, notFound } from '../api/errors';
import { TABLE } from '../database/models';
import { escapeText } from '../mail/html/escape-text';
import { fillSubject, fillTemplate } from '../templates/language';
import { accountsOfTemplates, useTypesOf, type TemplateRow } from '../templates/template-table';
import type { TemplateValues } from '../templates/variables';

/** A template of mail that may open a conversation from this account. Rejects with 404. */
export async function startTemplateOfMail(on: Knex, account: Account, id: string): Promise<TemplateRow> {
  const row = (await on(TABLE.template).where({ document_id: id, medium: 'email', archived_at: null }).first()) as
    TemplateRow | undefined;
  const accountIds = (await accountsOfTemplates(on, [id])).get(id) ?? [];
  const isForIt = accountIds.length === 0 || accountIds.includes(account.id);
  if (!row || !isForIt || !useTypesOf(row).includes('start')) throw notFound('Template');
  return row;
}

interface Written {
  subject?: string | undefined;
  text?: string | undefined;
  html?: string | undefined;
}

/**
 * What was written, and from the template what was not. Rejects with 400 `template-value-missing` (`missing`) where a
 * variable of a part that is used has no value.
 */
export function fromTemplate(template: TemplateRow, values: TemplateValues, written: Written): Written {
  const subject = written.subject === undefined ? fillSubject(template.subject ?? '', values) : null;
  const isWritten = Boolean(written.text?.trim() || written.html?.trim());
  const body = isWritten ? null : fillTemplate(template.body, values, escapeText);
  const missing = [...new Set([...(subject?.missing ?? []), ...(body?.missing ?? [])])];
  if (missing.length > 0)
    throw invalid('template-value-missing', `There is no value for: ${missing.join(', ')}`, { missing });
  return {
    ...written,
    ...(subject && { subject: subject.text }),
    ...(body && { html: body.text, text: undefined }),
  };
}
