import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../accounts/account';
import { ConflictError, invalid, notFound } from '../api/errors';
import type { UseType } from '../api/contracts/templates';
import type { TemplateContentDto } from '../api/contracts/whatsapp-messages';
import { TABLE } from '../database/models';
import { findRemote, isSendable } from './approval/remote-template-table';
import { accountsOfTemplates, countUse, useTypesOf, type TemplateRow } from './template-table';
import { fillWhatsApp } from './whatsapp/parameters';

export interface ApprovedMessage {
  content: TemplateContentDto;
  text: string;
}

interface Asked {
  templateId: string;
  /** One that is for something else is not there. */
  use: UseType;
  /** What is known by itself, and what stands in its place. */
  values: Record<string, string>;
}

/**
 * What an approved template says with these values, and what goes to Meta for it. Counts as a use. Rejects with 404, 409
 * `template-not-approved` (`state`) and 400 `template-value-missing` (`missing`).
 */
export function createUseApproved(now: () => number) {
  return async function useApproved(
    trx: Knex,
    account: WhatsAppAccount,
    { templateId, use, values }: Asked
  ): Promise<ApprovedMessage> {
    const [remote] = await findRemote(trx, { template_document_id: templateId, waba_id: account.settings.wabaId });
    const accountIds = (await accountsOfTemplates(trx, [templateId])).get(templateId) ?? [];
    if (accountIds.length > 0 && !accountIds.includes(account.id)) throw notFound('Template');
    const row = (await trx(TABLE.template)
      .where({ document_id: templateId, medium: 'whatsapp', archived_at: null })
      .first('use_types')) as Pick<TemplateRow, 'use_types'> | undefined;
    if (!row || !useTypesOf(row).includes(use)) throw notFound('Template');
    await countUse(trx, templateId, now());
    if (!remote || !isSendable(remote)) {
      const { state = 'draft' } = remote ?? {};
      throw new ConflictError('template-not-approved', 'Meta has not approved this template for this number.', {
        state,
      });
    }
    const filled = fillWhatsApp(remote.content, values);
    if (filled.missing.length > 0) {
      const { missing } = filled;
      throw invalid('template-value-missing', `There is no value for: ${missing.join(', ')}`, { missing });
    }
    const { header, body, footer, buttons, parameters } = filled;
    const { name, language, format } = remote;
    return {
      content: { type: 'template', name, language, templateId, header, footer, buttons, parameters, format },
      text: body,
    };
  };
}
export type UseApproved = ReturnType<typeof createUseApproved>;
