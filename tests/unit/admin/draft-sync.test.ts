import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiscardDraft, DraftDto, SaveDraft } from '../../../server/api/contracts/drafts';
import type { UploadDto } from '../../../server/api/contracts/inbox';
import { newDraft, type Draft } from '../../../admin/inbox/composer/draft';
import { fromStored, toContent } from '../../../admin/inbox/composer/draft-content';
import { createDraftSync } from '../../../admin/inbox/composer/draft-sync';
import type { Unsaved } from '../../../admin/inbox/composer/leaving-draft';
import type { LocalDraft } from '../../../admin/inbox/composer/local-draft';
import type { SyncState } from '../../../admin/inbox/composer/sync-state';
import { nextWrite } from '../../../server/drafts/next-write';

const written = (text: string, rest: Partial<Draft> = {}): Draft => ({ ...newDraft(), html: text, text, ...rest });
/** As the admin's fetch client rejects. */
const refusal = (code: string, details: object = {}) =>
  Object.assign(new Error(code), { status: 409, details: { code, ...details } });

/** The server's half: one draft, and the server's own decision of what becomes of it. */
function fakeServer() {
  const next = (known: DiscardDraft) => {
    if (!server.stored) return 'replace';
    const decided = nextWrite({ ...server.stored, readable: true }, known);
    if (decided === 'refuse') throw refusal('draft-changed', { draft: server.stored });
    return decided;
  };
  const server = {
    stored: null as DraftDto | null,
    sent: new Set<string>(),
    down: false,
    /** What is on its way waits for these. */
    delay: [] as Promise<unknown>[],
    /** The server stores it, and nobody is told. */
    losesAnswers: false,
    saves: [] as SaveDraft[],
    save({ content, ...known }: SaveDraft) {
      if (server.down) throw new Error('Failed to fetch');
      server.saves.push({ content, ...known });
      if (server.sent.has(content.idempotencyKey)) throw refusal('draft-sent');
      const savedAt = '2026-11-22T10:00:00.000Z';
      if (next(known) === 'replace') {
        const revision = (server.stored?.revision ?? 0) + 1;
        server.stored = { content, attachments: [], revision, savedAt, mark: known.mark ?? null };
      }
      if (server.losesAnswers) throw new Error('Failed to fetch');
      return { revision: server.stored?.revision ?? 0, savedAt };
    },
    discard(known: DiscardDraft) {
      if (next(known) === 'replace') server.stored = null;
    },
    /** What a closing page still sends. */
    leave(unsaved: Unsaved | null) {
      if (unsaved?.do === 'save') server.save(unsaved.draft);
      if (unsaved?.do === 'discard') server.discard(unsaved.known);
    },
  };
  return server;
}

/** Another window: its marks are of another page. */
const elsewhere = (text: string, revision: number): SaveDraft => ({
  content: toContent(written(text)),
  revision,
  mark: { page: 'another-page', step: 1 },
});

function open(server: ReturnType<typeof fakeServer>, local: Partial<LocalDraft> = {}) {
  const adopted: Draft[] = [];
  const states: SyncState[] = [];
  const kept: LocalDraft[] = [];
  const sync = createDraftSync(
    { draft: newDraft(), revision: 0, dirty: false, mark: null, ...local },
    {
      load: () => (server.down ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve(server.stored)),
      save: (draft) => Promise.all(server.delay).then(() => server.save(draft)),
      discard: (known) => Promise.all(server.delay).then(() => server.discard(known)),
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
    const { sync, state, adopted } = open(server);
    await seconds(0);
    sync.changed(written('uno'));
    await seconds(2);
    server.save(elsewhere('dos', 1));
    sync.changed(written('uno y más'));
    await seconds(2);
    expect(state()).toBe('conflict');
    sync.changed(written('uno y medio'));
    await seconds(60);
    expect(sync.unsaved()).toBeNull();
    expect(server.stored?.content.text).toBe('dos');
    sync.keepMine();
    await seconds(0);
    expect(server.stored?.content.text).toBe('uno y medio');
    server.save(elsewhere('dos y medio', 3));
    sync.changed(written('uno y pico'));
    await seconds(2);
    expect(state()).toBe('conflict');
    sync.takeOther();
    expect(adopted.at(-1)?.text).toBe('dos y medio');
    expect(server.stored?.content.text).toBe('dos y medio');
  });

  it('becomes one of two when the person wants both, with the files of both and a key of its own', async () => {
    const server = fakeServer();
    const { sync, state, adopted } = open(server);
    await seconds(0);
    server.save(elsewhere('dos', 0));
    const [a, b] = ['a', 'b'].map((id) => ({ id, name: id, type: 'x/y', size: 1 })) as [UploadDto, UploadDto];
    server.stored!.attachments = [a, b];
    const mine = written('uno', { attachments: [b] });
    sync.changed(mine);
    await seconds(2);
    expect(state()).toBe('conflict');
    sync.keepBoth();
    await seconds(0);
    expect(server.stored?.content).toMatchObject({
      text: 'dos\n\nuno',
      html: 'dos<p></p>uno',
      attachmentIds: ['a', 'b'],
    });
    expect(server.stored?.content.idempotencyKey).not.toBe(mine.idempotencyKey);
    expect(adopted.at(-1)?.text).toBe('dos\n\nuno');
    expect(state()).toBe('saved');
  });

  describe('of a page that is closed', () => {
    it('during a save keeps its last words, whichever of the two arrives first', async () => {
      for (const overtakes of [false, true]) {
        const server = fakeServer();
        const { sync } = open(server);
        await seconds(0);
        sync.changed(written('Buenas'));
        await seconds(2);
        let arrive = () => {};
        server.delay = [new Promise<void>((resolve) => (arrive = resolve))];
        sync.changed(written('Buenas tar'));
        await seconds(2);
        sync.changed(written('Buenas tardes'));
        const last = sync.unsaved();
        if (overtakes) server.leave(last);
        arrive();
        await seconds(0);
        if (!overtakes) server.leave(last);
        expect(server.stored?.content.text).toBe('Buenas tardes');
      }
    });

    it('takes an emptied draft along, also during its first save', async () => {
      const server = fakeServer();
      const { sync } = open(server);
      await seconds(0);
      sync.changed(written('Hola'));
      await seconds(0.5);
      expect(sync.unsaved()).toMatchObject({ do: 'save' });
      sync.changed(written(''));
      expect(sync.unsaved()).toBeNull();
      sync.changed(written('Hola'));
      let arrive = () => {};
      server.delay = [new Promise<void>((resolve) => (arrive = resolve))];
      await seconds(2);
      sync.changed(written(''));
      const last = sync.unsaved();
      arrive();
      await seconds(0);
      expect(server.stored?.content.text).toBe('Hola');
      server.leave(last);
      expect(server.stored).toBeNull();
    });

    it('is stale when another window has written since, and loses nothing there', async () => {
      const server = fakeServer();
      const { sync } = open(server);
      await seconds(0);
      sync.changed(written('uno'));
      await seconds(2);
      server.save(elsewhere('dos', 1));
      sync.changed(written('uno, tarde'));
      expect(() => server.leave(sync.unsaved())).toThrow('draft-changed');
      sync.changed(written(''));
      expect(() => server.leave(sync.unsaved())).toThrow('draft-changed');
      expect(server.stored?.content.text).toBe('dos');
    });

    it('and opened again goes on with its own later text, not with a choice between two of its own', async () => {
      const server = fakeServer();
      const first = open(server);
      await seconds(0);
      server.losesAnswers = true;
      first.sync.changed(written('Buenas'));
      await seconds(1.5);
      first.sync.changed(written('Buenas tardes'));
      const left = first.kept.at(-1)!;
      expect(server.stored?.content.text).toBe('Buenas');
      vi.clearAllTimers();
      server.losesAnswers = false;
      const again = open(server, left);
      await seconds(1);
      expect([again.state(), again.adopted, server.stored?.content.text]).toEqual(['saved', [], 'Buenas tardes']);
    });
  });

  describe('of a page that was closed and is there again', () => {
    const left = (text: string, revision: number): LocalDraft => ({
      ...{ draft: written(text), revision, dirty: true },
      mark: { page: 'closed-page', step: 5 },
    });
    const late = (text: string, step: number): SaveDraft => ({
      ...{ content: toContent(written(text)), revision: 1 },
      mark: { page: 'closed-page', step },
    });

    it('goes on when its last words arrive after the new page has begun', async () => {
      const server = fakeServer();
      server.save(late('Buenas', 4));
      let arrive = () => {};
      server.delay = [new Promise<void>((resolve) => (arrive = resolve))];
      const { sync, state } = open(server, left('Buenas tardes', 1));
      await seconds(0);
      sync.changed(written('Buenas tardes, Lola'));
      server.save(late('Buenas tardes', 5));
      arrive();
      await seconds(5);
      expect([state(), server.stored?.content.text]).toEqual(['saved', 'Buenas tardes, Lola']);
    });

    it('leaves alone what the page wrote that it is only a copy of', async () => {
      const server = fakeServer();
      server.save(late('Buenas', 4));
      const copy = open(server, left('Buenas tardes', 1));
      server.save(late('Buenas tardes a todos', 6));
      await seconds(2);
      expect([copy.state(), server.stored?.content.text]).toEqual(['conflict', 'Buenas tardes a todos']);
    });
  });

  it('is not held up by a save whose answer was lost', async () => {
    const server = fakeServer();
    const { sync, state } = open(server);
    await seconds(0);
    server.losesAnswers = true;
    sync.changed(written('Hola'));
    await seconds(2);
    expect(state()).toBe('failed');
    server.losesAnswers = false;
    sync.changed(written('Hola, Lola'));
    await seconds(10);
    expect([state(), server.stored?.content.text]).toEqual(['saved', 'Hola, Lola']);
    server.losesAnswers = true;
    sync.changed(written('Adiós'));
    await seconds(2);
    server.losesAnswers = false;
    sync.changed(written(''));
    await seconds(10);
    expect(server.stored).toBeNull();
  });

  it('does not come back after it was sent', async () => {
    const server = fakeServer();
    const { sync } = open(server);
    await seconds(0);
    const draft = written('Hola');
    sync.changed(draft);
    // Stored with all that was written, and nothing more while it is on its way.
    await sync.settle();
    expect(server.stored?.content.text).toBe('Hola');
    await seconds(10);
    expect(server.saves).toHaveLength(1);
    server.sent.add(draft.idempotencyKey);
    Object.assign(server, { stored: null });
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
    const stored = { content: toContent(draft), attachments: draft.attachments, revision: 1, savedAt: '', mark: null };
    expect(fromStored(stored)).toEqual(draft);
  });
});
