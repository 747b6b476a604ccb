import type { Knex } from 'knex';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble } from '../../accounts/trouble';
import { sameLanguage, type ListedTemplate } from '../../channels/whatsapp-cloud/templates/template-api';
import type { Database } from '../../database/database';
import { createDocumentId } from '../../database/document-id';
import { TABLE } from '../../database/models';
import type { HostEvents } from '../../hosts/events';
import { Postpone, type JobHandler } from '../../jobs/types';
import { insertTemplate, nameKey } from '../template-row';
import { isCategory } from '../whatsapp/content';
import { sameContent } from '../whatsapp/same-content';
import { findRemote, insertRemote, updateRemote, type RemoteTemplate } from './remote-template-table';
import type { TemplateState } from './states';
import { whatsAppAccounts, type OpenTemplateApi } from './waba';

const AGAIN_MS = 60_000;

interface Deps {
  database: Database;
  accounts: AccountRepository;
  openTemplateApi: OpenTemplateApi;
  events: HostEvents;
  now: () => number;
}

/**
 * Reads all templates of a WhatsApp Business account. Those that were made in Meta's own tools appear here too; one that is
 * not listed any more is `deleted`, where the list was read to its end.
 */
export function createSync({ database, accounts, openTemplateApi, events, now }: Deps): JobHandler {
  return async function sync(job, signal) {
    const wabaId = String(job.payload.wabaId);
    const began = now();
    const result = await listed(wabaId, signal);
    if (!result) return;
    const accountIds = (await whatsAppAccounts(accounts))
      .filter(({ settings }) => settings.wabaId === wabaId)
      .map(({ id }) => id);
    if (accountIds.length === 0) return;
    const changed = await database.transaction(async (trx) => {
      const told: { templateId: string; state: TemplateState }[] = [];
      const known = await findRemote(trx, { waba_id: wabaId });
      for (const one of result.templates) {
        const row =
          known.find((each) => each.remoteId === one.remoteId) ??
          known.find((each) => each.name === one.name && sameLanguage(each.language, one.language));
        if (!row) await adopt(trx, wabaId, accountIds, one, began);
        else if (await refresh(trx, row, one, began)) told.push({ templateId: row.templateId ?? '', state: one.state });
      }
      if (result.whole) {
        const there = new Set(result.templates.map(({ remoteId }) => remoteId));
        for (const row of known) {
          if (row.remoteId === null || there.has(row.remoteId) || SETTLED.has(row.state)) continue;
          // Made, or changed, while the list was being read.
          if (row.stateAt >= began) continue;
          await updateRemote(trx, row.id, { state: 'deleted', stateAt: now(), reason: null, advice: null }, row.state);
          if (row.templateId !== null) told.push({ templateId: row.templateId, state: 'deleted' });
        }
      }
      return told;
    });
    for (const one of changed) if (one.templateId !== '') events.templateStatusChanged(one);
  };

  async function listed(wabaId: string, signal: AbortSignal) {
    try {
      const api = await openTemplateApi(wabaId);
      if (!api) return null;
      const result = await api.list(signal);
      if (result.status === 'ok') return result.data;
      throw new Postpone(now() + Math.max(AGAIN_MS, result.status === 'rejected' ? (result.waitMs ?? 0) : 0));
    } catch (error) {
      // The account says by itself that it has to be put right; the next sync comes within the hour.
      if (error instanceof Trouble) return null;
      throw error;
    }
  }

  /** True where its state is another one now. */
  async function refresh(trx: Knex, row: RemoteTemplate, one: ListedTemplate, began: number): Promise<boolean> {
    if (row.state === 'submitting' || row.state === 'deleting' || row.stateAt >= began) return false;
    const { remoteId, state, category, quality, reason, format, content, unsupported } = one;
    const moved = row.state !== state;
    const changed = await updateRemote(
      trx,
      row.id,
      {
        remoteId,
        category,
        quality,
        // Ours has the fall-backs, and the names of our variables.
        ...(sameContent(row.content, one.content) ? {} : { content, format, unsupported }),
        ...(moved ? { state, stateAt: now(), reason, advice: null, pausedUntil: null } : {}),
      },
      // Submitted meanwhile, it is on its way with another text.
      row.state
    );
    return moved && changed;
  }

  async function adopt(trx: Knex, wabaId: string, accountIds: string[], one: ListedTemplate, began: number) {
    const language = /^[a-z]{2}(_[A-Z]{2})?$/.test(one.language)
      ? one.language
      : one.language.slice(0, 2).toLowerCase();
    const taken = (await trx(TABLE.template)
      .where({ name_key: nameKey({ medium: 'whatsapp', name: one.name, language }) })
      .first('id')) as unknown;
    const templateId = createDocumentId();
    await insertTemplate(
      trx,
      templateId,
      {
        name: taken ? `${one.name} (${one.remoteId})` : one.name,
        medium: 'whatsapp',
        language,
        labels: [],
        subject: '',
        useTypes: ['window', 'start'],
        category: isCategory(one.category) ? one.category : 'utility',
        remoteName: one.name,
        ...one.content,
        examples: {},
        accountIds,
      },
      began
    );
    const { remoteId, name, language: theirs, state, category, quality, reason, format, content, unsupported } = one;
    const row: RemoteTemplate = {
      id: createDocumentId(),
      templateId,
      wabaId,
      name,
      language: theirs,
      remoteId,
      state,
      stateAt: began,
      reason,
      advice: null,
      requestedCategory: null,
      category,
      announcedCategory: null,
      quality,
      pausedUntil: null,
      content,
      format,
      unsupported,
      edits: [],
    };
    await insertRemote(trx, row);
  }
}

const SETTLED: ReadonlySet<TemplateState> = new Set(['submitting', 'deleting', 'deleted', 'draft']);
