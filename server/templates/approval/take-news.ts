import type { Knex } from 'knex';
import type { TemplateItem } from '../../channels/whatsapp-cloud/webhook/items';
import { findRemote, updateRemote, type RemoteTemplate } from './remote-template-table';
import { stateOf, type TemplateState } from './states';

export interface TemplateNews {
  changed: { templateId: string; state: TemplateState }[];
  /** A template that is not known here, or news that say less than there is to know. */
  needsSync: boolean;
}

/**
 * What webhooks tell of templates, in the transaction that settles them. They come twice, late and in any order: of the
 * state the latest by Meta's own clock holds. Matched by the id, since the language is written in several ways.
 *
 * Meta: webhooks/reference, one page per field.
 */
export async function takeTemplateNews(
  trx: Knex,
  wabaId: string,
  items: readonly TemplateItem[],
  now: number
): Promise<TemplateNews> {
  const news: TemplateNews = { changed: [], needsSync: false };
  for (const item of items) {
    const [row] = await findRemote(trx, { remote_id: item.templateId, waba_id: wabaId });
    if (!row || item.kind === 'template-components') {
      news.needsSync = true;
      continue;
    }
    // A clock that goes wrong must not make this the last word for ever.
    const part = changeOf(row, item, Math.min(item.at ?? now, now));
    if (!part) continue;
    // Submitted meanwhile: this was told of what it said before.
    if (!(await updateRemote(trx, row.id, part, row.state))) continue;
    if (part.state && row.templateId !== null) news.changed.push({ templateId: row.templateId, state: part.state });
  }
  return news;
}

/** Meta's time has whole seconds. */
const A_SECOND = 1_000;

function changeOf(row: RemoteTemplate, item: TemplateItem, at: number): Partial<RemoteTemplate> | null {
  switch (item.kind) {
    case 'template-status': {
      const state = stateOf(item.event);
      // What was submitted since is not what this tells of.
      if (state === null || at + A_SECOND <= row.stateAt || row.state === 'submitting' || row.state === 'deleting')
        return null;
      return {
        state,
        stateAt: at,
        reason: item.reason === 'NONE' ? null : (item.reason ?? item.title),
        advice: item.recommendation ?? item.description,
        pausedUntil: state === 'paused' ? pauseEnd(item.description, at) : null,
        ...(item.category === null ? {} : { category: item.category.toLowerCase() }),
      };
    }
    case 'template-quality':
      return { quality: item.current?.toLowerCase() ?? null };
    case 'template-category':
      return item.correct === null
        ? { category: item.current?.toLowerCase() ?? row.category, announcedCategory: null }
        : { announcedCategory: item.correct.toLowerCase() };
    case 'template-components':
      return null;
  }
}

/** Meta says for how long in words alone: three hours the first time, six the second. */
function pauseEnd(description: string | null, at: number): number | null {
  const hours = /\b(\d{1,2}) ?(?:hours|hrs|h)\b/i.exec(description ?? '')?.[1];
  return hours === undefined ? null : at + Number(hours) * 3_600_000;
}
