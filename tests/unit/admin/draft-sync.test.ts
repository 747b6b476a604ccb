import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftDto, SaveDraft } from '../../../server/api/contracts/drafts';
import { newDraft, type Draft } from '../../../admin/inbox/composer/draft';
import { fromStored, toContent } from '../../../admin/inbox/composer/draft-content';
import { createDraftSync, type LocalDraft, type SyncState } from '../../../admin/inbox/composer/draft-sync';

const written = (text: string, rest: Partial<Draft> = {}): Draft => ({ ...newDraft(), html: text, text, ...rest });
/** As the admin's fetch client rejects. */
const refusal = (code: string, details: object = {}) =>
  Object.assign(new Error(code), { status: 409, details: { code, ...details } });

/** The server's half in a few lines: one draft, compare and set. */
function fakeServer() {
  const server = {
    stored: null as DraftDto | null,
    sent: new Set<string>(),
    down: false,
    saves: [] as SaveDraft[],
    save(draft: SaveDraft) {
      if (server.down) throw new Error('Failed to fetch');
      server.saves.push(draft);
      if (server.sent.has(draft.content.idempotencyKey)) throw refusal('draft-sent');
      if (server.stored && server.stored.revision !== draft.revision)
        throw refusal('draft-changed', { draft: server.stored });
      const revision = draft.revision + 1;
      server.stored = { content: draft.content, attachments: [], revision, savedAt: '2026-11-22T10:00:00.000Z' };
      return { revision, savedAt: server.stored.savedAt };
    },
    discard(revision: number) {
      if (server.stored && server.stored.revision !== revision)
        throw refusal('draft-changed', { draft: server.stored });
      server.stored = null;
    },
  };
  return server;
}

function open(server: ReturnType<typeof fakeServer>, local: Partial<LocalDraft> = {}) {
  const adopted: Draft[] = [];
  const states: SyncState[] = [];
  const kept: LocalDraft[] = [];
  const sync = createDraftSync(
    { draft: newDraft(), revision: 0, dirty: false, ...local },
    {
      load: () => (server.down ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve(server.stored)),
      save: (draft) => Promise.resolve().then(() => server.save(draft)),
      discard: (revision) => Promise.resolve().then(() => server.discard(revision)),
      keep: (draft) => kept.push(draft),
      adopt: (draft) => adopted.push(draft),
      tell: (state) => states.push(state),
    }
  );
  sync.start();
  return { sync, adopted, states, kept, state: () => states.at(-1)?.at };
}

describe('a draft between the editor and the server', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

  it('is saved once after a pause, not with each key', async () => {
    const server = fakeServer();
    const { sync, state } = open(server);
    await seconds(0);
    for (const text of ['H', 'Ho', 'Hola']) {
      sync.changed(written(text));
      await seconds(0.5);
    }
    expect(server.saves).toHaveLength(0);
    expect(state()).toBe('waiting');
    await seconds(1);
    expect(server.saves.map(({ content }) => content.text)).toEqual(['Hola']);
    expect(state()).toBe('saved');
  });

  it('is there again in another window, and goes when it is emptied', async () => {
    const server = fakeServer();
    const first = open(server);
    await seconds(0);
    first.sync.changed(written('Hola'));
    await seconds(2);
    const second = open(server);
    await seconds(0);
    expect(second.adopted.map(({ text }) => text)).toEqual(['Hola']);
    second.sync.changed({ ...second.adopted[0]!, text: '', html: '' });
    await seconds(2);
    expect(server.stored).toBeNull();
  });

  it('stays in the browser while the server is down, and is saved when it is back', async () => {
    const server = fakeServer();
    server.down = true;
    const { sync, state, kept } = open(server);
    await seconds(0);
    sync.changed(written('Hola'));
    await seconds(2);
    expect(state()).toBe('failed');
    expect(kept.at(-1)).toMatchObject({ dirty: true, draft: { text: 'Hola' } });
    server.down = false;
    await seconds(70);
    expect(server.stored?.content.text).toBe('Hola');
    expect(state()).toBe('saved');
  });

  it('is never overwritten by another window: the person chooses', async () => {
    const server = fakeServer();
    const [one, other] = [open(server), open(server)];
    await seconds(0);
    one.sync.changed(written('uno'));
    await seconds(2);
    other.sync.changed(written('dos'));
    await seconds(2);
    expect(other.state()).toBe('conflict');
    expect(server.stored?.content.text).toBe('uno');
    other.sync.changed(written('dos y medio'));
    await seconds(60);
    expect(server.stored?.content.text).toBe('uno');
    other.sync.keepMine();
    await seconds(0);
    expect(server.stored?.content.text).toBe('dos y medio');
    one.sync.changed(written('uno y medio'));
    await seconds(2);
    expect(one.state()).toBe('conflict');
    one.sync.takeOther();
    expect(one.adopted.at(-1)?.text).toBe('dos y medio');
  });

  it('does not come back after it was sent', async () => {
    const server = fakeServer();
    const { sync } = open(server);
    await seconds(0);
    const draft = written('Hola');
    sync.changed(draft);
    await sync.settle();
    await seconds(10);
    expect(server.saves).toHaveLength(0);
    server.sent.add(draft.idempotencyKey);
    sync.sent(newDraft());
    await seconds(10);
    expect(server.stored).toBeNull();
    sync.changed(written('Otra'));
    await seconds(2);
    expect(server.stored?.content.text).toBe('Otra');
  });

  it('goes on being saved when it could not be sent', async () => {
    const server = fakeServer();
    const { sync } = open(server);
    await seconds(0);
    sync.changed(written('Hola'));
    await sync.settle();
    sync.release();
    await seconds(2);
    expect(server.stored?.content.text).toBe('Hola');
  });

  it('keeps the text of a window that did not know that another one had sent it, with a key of its own', async () => {
    const server = fakeServer();
    const { sync, adopted } = open(server);
    await seconds(0);
    const draft = written('Hola');
    server.sent.add(draft.idempotencyKey);
    sync.changed(draft);
    await seconds(4);
    expect(adopted.at(-1)).toMatchObject({ text: 'Hola' });
    expect(server.stored?.content.idempotencyKey).not.toBe(draft.idempotencyKey);
  });

  it('leaves a try without an answer to the next try', async () => {
    const server = fakeServer();
    const { sync, adopted } = open(server);
    await seconds(0);
    const draft = written('Hola', { unsettled: true });
    server.sent.add(draft.idempotencyKey);
    sync.changed(draft);
    await seconds(10);
    expect(adopted).toEqual([]);
    expect(server.saves).toHaveLength(1);
  });

  it('takes what this tab had kept for newer than what it was made from', async () => {
    const server = fakeServer();
    const base = written('Hol');
    server.save({ content: toContent(base), revision: 0 });
    const { adopted } = open(server, { draft: { ...base, text: 'Hola' }, revision: 1, dirty: true });
    await seconds(2);
    expect(adopted).toEqual([]);
    expect(server.stored?.content.text).toBe('Hola');
  });

  it('is the same after the way to the server and back', () => {
    const draft = written('Hola', { seen: null, attachments: [{ id: 'a', name: 'a.pdf', type: 'x/y', size: 1 }] });
    const stored = { content: toContent(draft), attachments: draft.attachments, revision: 1, savedAt: '' };
    expect(fromStored(stored)).toEqual(draft);
  });
});
