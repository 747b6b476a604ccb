import { toInstant } from '../database/columns';
import type { Logger } from '../hosts/logger';
import type { PresenceDto, StreamEvent } from '../api/contracts/realtime';
import type { Authority } from './authority';
import type { ChangeLog } from './change-log';
import type { ChangeReader, ChangeRow } from './change-reader';
import type { Listener } from './listener';
import type { Presence, Present } from './presence';
import { presenceChanges, presenceFor } from './presence-changes';

/** How late a change can be noticed. A process asks once for all who listen to it, and only while somebody does. */
const PACE_MS = 400;
/** People who were deactivated or lost the inbox itself; rights to accounts are asked for at every turn. */
const PEOPLE_MS = 2_000;
const SESSION_MS = 15_000;
/** Says that the stream lives, and what time it is. */
const HEARTBEAT_MS = 15_000;

interface Deps {
  changes: ChangeLog;
  reader: ChangeReader;
  presence: Presence;
  authority: Authority;
  tagsVersion: () => Promise<string>;
  logger: Logger;
  now: () => number;
}

interface Stream {
  listener: Listener;
  accounts: Set<string> | null;
  cursor: string;
  /** Ids of visible rows above what is settled, ascending: the cursor follows once they are. */
  unsettled: number[];
  seen: PresenceDto;
  heardAt: number;
  sessionCheckedAt: number;
}

/** What one turn knows, for all streams. */
interface Turn {
  at: number;
  rows: ChangeRow[];
  present: Present[];
  tagsVersion: string;
}

export interface Hub {
  readonly size: number;
  /** How many streams one person has open here. */
  countOf(userId: number): number;
  join(listener: Listener): () => void;
  start(): void;
  stop(): Promise<void>;
}

/**
 * Hands on what happens to the pages that listen to this process. It follows the database and not what this process did,
 * so it is the same over several; every stream is authorised anew at each turn, before anything is written to it.
 */
export function createHub({ changes, reader, presence, authority, tagsVersion, logger, now }: Deps): Hub {
  const streams = new Set<Stream>();
  let stopping = false;
  let wake: () => void = () => undefined;
  let loop: Promise<void> = Promise.resolve();
  let peopleCheckedAt = 0;
  let tags = '';

  const end = (stream: Stream, reason: Parameters<Listener['close']>[0]) => {
    streams.delete(stream);
    stream.listener.close(reason);
  };
  const send = (stream: Stream, event: StreamEvent) => {
    if (!streams.has(stream)) return;
    stream.heardAt = now();
    if (!stream.listener.send(event)) end(stream, 'too-slow');
  };

  async function turn(): Promise<void> {
    const at = now();
    // Before anything of this turn is asked: a stream that joins now gets what came before from its own question.
    const rows = await reader.next(at);
    const present = await presence.present();
    await endSessions(at);
    if (at - peopleCheckedAt >= PEOPLE_MS) {
      // Who joins while this is being asked is not in the answer.
      const asked = [...streams];
      const allowed = await authority.stillMayUse(userIds());
      for (const stream of asked)
        if (streams.has(stream) && !allowed.has(stream.listener.person.id)) end(stream, 'forbidden');
      tags = await tagsVersion();
      peopleCheckedAt = at;
    }
    const accountsOf = await authority.accountsOf(userIds());
    for (const stream of [...streams]) {
      const accounts = accountsOf.get(stream.listener.person.id);
      // Joined while this turn was asking; the next one is its first.
      if (accounts) await tell(stream, accounts, { at, rows, present, tagsVersion: tags });
    }
  }

  const userIds = () => [...new Set([...streams].map(({ listener }) => listener.person.id))];

  async function tell(stream: Stream, accounts: Set<string>, { at, rows, present, tagsVersion: version }: Turn) {
    const { listener } = stream;
    const first = stream.accounts === null;
    if (first) {
      const missed = await changes.since([...accounts], listener.since, at);
      stream.cursor = missed.cursor;
      send(stream, { name: 'changes', data: { ...missed, serverTime: toInstant(now()), tagsVersion: version } });
    } else {
      if (stream.accounts && !sameSet(stream.accounts, accounts)) send(stream, { name: 'rights', data: {} });
      const visible = rows.filter(({ accountId }) => accounts.has(accountId));
      stream.unsettled = [...stream.unsettled, ...visible.map(({ id }) => id)].sort((a, b) => a - b);
      if (visible.length > 0 || at - stream.heardAt >= HEARTBEAT_MS) {
        moveCursor(stream, reader.settled);
        const conversationIds = [...new Set(visible.map(({ conversationId }) => conversationId))];
        const data = { conversationIds, cursor: stream.cursor, serverTime: toInstant(now()), tagsVersion: version };
        send(stream, { name: 'changes', data });
      }
    }
    stream.accounts = accounts;
    const seen = presenceFor(present, listener.person.id, accounts);
    const changed = presenceChanges(stream.seen, seen);
    stream.seen = seen;
    if (first || changed) send(stream, { name: 'presence', data: first ? seen : (changed ?? {}) });
  }

  async function endSessions(at: number): Promise<void> {
    for (const stream of [...streams]) {
      const { session } = stream.listener;
      if (session.expiresAt <= at) end(stream, 'session-ended');
      else if (at - stream.sessionCheckedAt >= SESSION_MS) {
        stream.sessionCheckedAt = at;
        if (!(await session.isActive())) end(stream, 'session-ended');
      }
    }
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = streams.size > 0 ? setTimeout(resolve, PACE_MS) : undefined;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopping) wake();
      if (streams.size === 0) reader.forget();
    });

  return {
    get size() {
      return streams.size;
    },
    countOf: (userId) => [...streams].filter(({ listener }) => listener.person.id === userId).length,
    join(listener) {
      const at = now();
      const stream: Stream = {
        listener,
        accounts: null,
        cursor: listener.since ?? '0',
        unsettled: [],
        seen: {},
        heardAt: at,
        sessionCheckedAt: at,
      };
      streams.add(stream);
      wake();
      return () => void streams.delete(stream);
    },
    start() {
      // A context of its own: the loop must not live in the request, nor in a transaction, of whoever joins first.
      loop = (async () => {
        while (!stopping) {
          await pause();
          if (stopping || streams.size === 0) continue;
          try {
            await turn();
          } catch (error) {
            // The pages notice that nothing comes and ask by themselves; the next turn tries again.
            logger.warn('following changes failed', error);
          }
        }
      })();
    },
    async stop() {
      stopping = true;
      wake();
      await loop;
      for (const stream of [...streams]) end(stream, 'stopping');
    },
  };
}

/** Only as far as no row can turn up below it any more, so that a page which comes back with it misses nothing. */
function moveCursor(stream: Stream, settled: number): void {
  while (stream.unsettled[0] !== undefined && stream.unsettled[0] <= settled)
    stream.cursor = String(Math.max(Number(stream.cursor), stream.unsettled.shift() ?? 0));
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));
