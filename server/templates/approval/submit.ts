import { Trouble } from '../../accounts/trouble';
import { toComponents } from '../../channels/whatsapp-cloud/templates/components';
import type { ListedTemplate, TemplateApi } from '../../channels/whatsapp-cloud/templates/template-api';
import type { GraphResult } from '../../channels/whatsapp-cloud/graph/result';
import { problem } from '../../channels/whatsapp-cloud/errors/problem';
import { PROBLEM_WORDS } from '../../channels/whatsapp-cloud/errors/words';
import { crashPoint } from '../../crash-points';
import { fromJson } from '../../database/columns';
import type { Database } from '../../database/database';
import { TABLE } from '../../database/models';
import type { HostEvents } from '../../hosts/events';
import { Postpone, type JobHandler, type JobQueue } from '../../jobs/types';
import { exampleOf } from '../whatsapp/examples';
import { sameContent } from '../whatsapp/same-content';
import { findRemote, updateRemote, type RemoteTemplate } from './remote-template-table';
import type { TemplateState } from './states';
import { syncJob } from './topics';
import type { OpenTemplateApi } from './waba';

interface Deps {
  database: Database;
  openTemplateApi: OpenTemplateApi;
  events: HostEvents;
  queue: JobQueue;
  now: () => number;
}

const AGAIN_MS = 5_000;
const LOOK_AFTER_MS = 2_000;
/** "Content in this language already exists": an earlier try whose answer was lost, or one that was made over there. */
const EXISTS_ALREADY = 2_388_024;

/**
 * Gives a template to Meta: a new one, or what was changed in it. Meta keeps a name unique in its language, so that a try
 * whose answer was lost is found again by looking, and never made twice.
 */
export function createSubmit({ database, openTemplateApi, events, queue, now }: Deps): JobHandler {
  const { knex } = database;

  return async function submit(job, signal) {
    const [row] = await findRemote(knex, { document_id: String(job.payload.id) });
    if (row?.state !== 'submitting') return;
    const api = await opened(row.wabaId);
    if (!api) return finish(row, { state: 'rejected', reason: 'no-account', advice: null });

    const components = toComponents(row.content, await examplesOf(row));
    // What an earlier try of this may have done already, or somebody in Meta's own tools.
    const found = await asked(api.find(row.name, row.language, signal));
    if ('refused' in found) return refused(row, found.refused);
    const there = found.data;
    if (there && TAKEN.has(there.state) && sameContent(there.content, row.content)) return adopt(row, there);
    if (there) return edit(api, row, there, components, signal);
    const category = row.requestedCategory ?? 'utility';
    const made = await asked(api.create({ name: row.name, language: row.language, category, components }, signal));
    crashPoint('templates.after-create');
    if ('refused' in made) {
      // Made over there between our look and our word.
      if (made.refused.subcode === EXISTS_ALREADY) throw new Postpone(now());
      return refused(row, made.refused);
    }
    const { remoteId, state, category: given } = made.data;
    await finish(row, { remoteId, state, category: given, reason: null, advice: null });
  };

  async function edit(
    api: TemplateApi,
    row: RemoteTemplate,
    { remoteId, category: present }: ListedTemplate,
    components: ReturnType<typeof toComponents>,
    signal: AbortSignal
  ): Promise<void> {
    // That of an approved one is fixed.
    const category = present === row.requestedCategory ? null : row.requestedCategory;
    const done = await asked(api.edit(remoteId, { category, components }, signal));
    if ('refused' in done) return refused(row, done.refused);
    await finish(row, {
      remoteId,
      state: 'pending',
      reason: null,
      advice: null,
      edits: [...row.edits, now()].slice(-20),
    });
  }

  function adopt(row: RemoteTemplate, { remoteId, state, category, reason }: ListedTemplate): Promise<void> {
    return finish(row, { remoteId, state, category, reason, advice: null });
  }

  /** Not made, or not changed. Meta's words say why; a person changes the template and submits it again. */
  function refused(row: RemoteTemplate, { problem: code, details }: Refusal): Promise<void> {
    const { message, action } = PROBLEM_WORDS[code];
    return finish(row, { state: 'rejected', reason: details || message, advice: action });
  }

  async function finish(row: RemoteTemplate, part: Partial<RemoteTemplate>): Promise<void> {
    const changed = await database.transaction(async (trx) => {
      // Meta may have decided, and told, before we knew that it had taken it: such news was not for what is kept here.
      if (part.state === 'pending') await queue.enqueue(trx, syncJob(row.wabaId, now() + LOOK_AFTER_MS));
      return updateRemote(trx, row.id, { ...part, stateAt: now() }, 'submitting');
    });
    if (changed && row.templateId !== null)
      events.templateStatusChanged({ templateId: row.templateId, state: part.state ?? row.state });
  }

  async function opened(wabaId: string): Promise<TemplateApi | null> {
    try {
      return await openTemplateApi(wabaId);
    } catch (error) {
      // Until somebody puts the account right.
      if (error instanceof Trouble) throw new Postpone(now() + AGAIN_MS);
      throw error;
    }
  }

  /** What will pass by itself is waited for. */
  async function asked<T>(call: Promise<GraphResult<T>>): Promise<{ data: T } | { refused: Refusal }> {
    const result = await call;
    if (result.status === 'ok') return { data: result.data };
    if (result.status !== 'rejected') throw new Postpone(now() + AGAIN_MS);
    const { class: kind } = problem(result.problem);
    if (kind === 'retry' || kind === 'cool-down' || kind === 'account')
      throw new Postpone(now() + Math.max(AGAIN_MS, result.waitMs ?? 0));
    return { refused: result };
  }

  async function examplesOf({ templateId, language }: RemoteTemplate): Promise<(variable: string) => string> {
    const found = (await knex(TABLE.template).where({ document_id: templateId }).first('examples')) as
      { examples: string | null } | undefined;
    const own = fromJson<Record<string, string>>(found?.examples ?? null, {});
    return (variable) => exampleOf(variable, language, own);
  }
}

/** It was given there as it is now: once more would only use up an edit. */
const TAKEN: ReadonlySet<TemplateState> = new Set(['pending', 'approved', 'in_appeal']);

type Refusal = Extract<GraphResult<never>, { status: 'rejected' }>;
