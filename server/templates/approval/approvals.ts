import type { Knex } from 'knex';
import type { WhatsAppAccount } from '../../accounts/account';
import { ConflictError, invalid } from '../../api/errors';
import type { TemplateApprovalDto } from '../../api/contracts/templates';
import { toInstant, toInstantOrNull } from '../../database/columns';
import { createDocumentId } from '../../database/document-id';
import type { JobQueue } from '../../jobs/types';
import type { TemplateCategory, WhatsAppTemplateContent } from '../whatsapp/content';
import { lintTemplate } from '../whatsapp/lint';
import { sameContent } from '../whatsapp/same-content';
import { editableAgainAt } from './edit-limits';
import { findRemote, insertRemote, updateRemote, type RemoteTemplate } from './remote-template-table';
import { EDITABLE } from './states';
import { removeJob, submitJob } from './topics';
import { wabasOf } from './waba';

export interface Submitted {
  id: string;
  remoteName: string;
  language: string;
  category: TemplateCategory;
  content: WhatsAppTemplateContent;
  accountIds: string[];
}

/**
 * Has a template submitted to every WhatsApp Business account that it is for and that has something else, or nothing. In the
 * caller's transaction; rejects with 400 `template-lint`, and 409 `template-in-review`, `template-not-editable`,
 * `template-edit-limit` (`until`) or `template-category-fixed`, and then nothing of it is stored.
 */
export async function submitTemplate(
  trx: Knex,
  queue: JobQueue,
  whatsApp: readonly WhatsAppAccount[],
  template: Submitted,
  now: number
): Promise<void> {
  const { id, remoteName, language, category, content, accountIds } = template;
  const rows = await findRemote(trx, { template_document_id: id });
  const theirs = rows.filter(({ format }) => format === 'positional');
  if (theirs.some((row) => !sameContent(row.content, content))) throw madeElsewhere();
  if (theirs.length > 0) return;
  const errors = lintTemplate(content).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw invalid('template-lint', 'Meta would reject this template. See what is marked.', { findings: errors });
  for (const wabaId of wabasOf(whatsApp, accountIds)) {
    const row = rows.find((one) => one.wabaId === wabaId);
    if (row && row.state !== 'deleted') {
      const same = sameContent(row.content, content) && (row.requestedCategory ?? row.category) === category;
      if (same && row.state !== 'rejected') {
        // Fall-backs are ours alone.
        await updateRemote(trx, row.id, { content });
        continue;
      }
      refuseEdit(row, category, now);
      await updateRemote(trx, row.id, {
        content,
        format: 'named',
        unsupported: null,
        requestedCategory: category,
        state: 'submitting',
        stateAt: now,
        reason: null,
        advice: null,
      });
      await queue.enqueue(trx, submitJob(row.id));
      continue;
    }
    const fresh = newRemote(template, wabaId, language, now);
    if (row) await updateRemote(trx, row.id, { ...fresh, name: remoteName });
    else await insertRemote(trx, fresh);
    await queue.enqueue(trx, submitJob(row?.id ?? fresh.id));
  }
}

/** Numbers in the place of names cannot be turned into names. */
const madeElsewhere = () =>
  new ConflictError('template-made-at-meta', 'This template was made at Meta. Change it there, or duplicate it here.');

/** What is known before asking Meta, which would refuse it too. */
function refuseEdit(row: RemoteTemplate, category: TemplateCategory, now: number): void {
  const fresh = row.remoteId === null;
  if (row.state === 'pending' || row.state === 'in_appeal' || row.state === 'submitting')
    throw new ConflictError('template-in-review', 'Meta is reviewing this template. It can be changed afterwards.');
  if (!fresh && !EDITABLE.has(row.state))
    throw new ConflictError('template-not-editable', 'Meta does not let this template be changed any more.');
  if (row.state !== 'approved') return;
  if (row.category !== category)
    throw new ConflictError('template-category-fixed', 'The category of an approved template cannot be changed.');
  const until = editableAgainAt(row.edits, now);
  if (until !== null) {
    throw new ConflictError(
      'template-edit-limit',
      'Meta lets an approved template be changed once in 24 hours and ten times in 30 days.',
      { until: toInstant(until) }
    );
  }
}

const newRemote = (
  { id, remoteName, category, content }: Submitted,
  wabaId: string,
  language: string,
  now: number
): RemoteTemplate => ({
  id: createDocumentId(),
  templateId: id,
  wabaId,
  name: remoteName,
  language,
  remoteId: null,
  state: 'submitting',
  stateAt: now,
  reason: null,
  advice: null,
  requestedCategory: category,
  category: null,
  announcedCategory: null,
  quality: null,
  pausedUntil: null,
  content,
  format: 'named',
  unsupported: null,
  edits: [],
});

/** Of a template that was deleted here: it goes at Meta as well, or the next sync would bring it back. */
export async function removeRemotes(trx: Knex, queue: JobQueue, templateId: string, now: number): Promise<void> {
  for (const row of await findRemote(trx, { template_document_id: templateId })) {
    await updateRemote(trx, row.id, { templateId: null, state: 'deleting', stateAt: now });
    await queue.enqueue(trx, removeJob(row.id));
  }
}

export function toApprovals(
  rows: readonly RemoteTemplate[],
  written: { content: WhatsAppTemplateContent; category: TemplateCategory },
  whatsApp: readonly WhatsAppAccount[],
  now: number
): TemplateApprovalDto[] {
  return rows.flatMap((row) => {
    const accountIds = whatsApp.filter(({ settings }) => settings.wabaId === row.wabaId).map(({ id }) => id);
    if (accountIds.length === 0) return [];
    const { id, wabaId, state, reason, advice, requestedCategory, category, announcedCategory, quality } = row;
    return {
      id,
      wabaId,
      accountIds,
      state,
      at: toInstant(row.stateAt),
      reason,
      advice,
      requestedCategory,
      category,
      announcedCategory,
      quality,
      pausedUntil: toInstantOrNull(row.pausedUntil),
      editableAt: state === 'approved' ? toInstantOrNull(editableAgainAt(row.edits, now)) : null,
      current: sameContent(row.content, written.content),
      unsupported: row.unsupported,
      madeAtMeta: row.format === 'positional',
    };
  });
}
