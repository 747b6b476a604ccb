import type { FolderState, InboundUnit, Intake } from '../mail-channel';
import { Trouble } from '../../accounts/trouble';
import type { StoredFile } from '../../files/file-store';
import type { ImapConnection } from './connection';
import { CHUNK_BYTES, DOWNLOAD_PIECE, FETCH_DEADLINE, PARALLEL_WRITES, SMALL_MAIL } from './limits';
import type { MailHead } from './mail-heads';
import type { Suspects } from './suspects';
import { uidSets } from './uid-set';

/** Why a unit has no raw mail. */
export const PROBLEM = {
  refused: 'not-returned-by-server',
  breaksConnection: 'breaks-connection',
} as const;

export interface FetchContext {
  accountId: string;
  files: Intake['files'];
  suspects: Suspects;
  /** Epoch milliseconds; stands in for an INTERNALDATE that cannot be read. */
  now: () => number;
}

type Stored = StoredFile | 'refused' | 'gone';

/**
 * Brings one chunk (see `planChunks`) of the selected folder into the file store. Mails that have gone from the server
 * are left out; a mail that the server does not hand over becomes a unit with `problem`. When this throws, nothing of
 * the chunk stays in the file store.
 */
export async function fetchUnits(
  imap: ImapConnection,
  folder: Pick<FolderState, 'path' | 'uidValidity'>,
  chunk: readonly MailHead[],
  isBackfill: (head: MailHead) => boolean,
  context: FetchContext
): Promise<InboundUnit[]> {
  const { suspects } = context;
  const locationOf = ({ uid }: MailHead) => `${context.accountId}|${folder.path}|${folder.uidValidity}|${uid}`;
  const stored = new Map<number, Stored | 'hopeless'>();
  const guarded = async (heads: MailHead[], fetch: () => Promise<void>) => {
    try {
      await fetch();
      suspects.clear(heads.map(locationOf));
    } catch (error) {
      if (imap.isClosed && error instanceof Trouble && error.detail !== 'aborted') {
        suspects.blame(heads.map(locationOf), error.code === 'not-a-mail-server');
      }
      throw error;
    }
  };

  try {
    const together = chunk.filter((head) => head.size <= SMALL_MAIL && !suspects.isSuspect(locationOf(head)));
    if (together.length > 0) await guarded(together, () => fetchTogether(imap, together, context, stored));
    for (const head of chunk) {
      if (stored.has(head.uid)) continue;
      if (suspects.isHopeless(locationOf(head))) stored.set(head.uid, 'hopeless');
      else await guarded([head], async () => void stored.set(head.uid, await fetchAlone(imap, head, context)));
    }
  } catch (error) {
    for (const result of stored.values()) if (typeof result === 'object') await context.files.remove(result.key);
    throw error;
  }

  return chunk.flatMap((head): InboundUnit[] => {
    const result = stored.get(head.uid);
    const receivedAt = head.receivedAt ?? context.now();
    const unit = { uid: head.uid, receivedAt, backfill: isBackfill(head) };
    if (result === undefined || result === 'gone') return [];
    if (typeof result === 'object') return [{ ...unit, rawKey: result.key, size: result.size }];
    const problem = result === 'hopeless' ? PROBLEM.breaksConnection : PROBLEM.refused;
    return [{ ...unit, rawKey: null, size: head.size, problem }];
  });
}

/** Small mails in as few commands as possible. Those that do not come are left to `fetchAlone`. */
async function fetchTogether(
  imap: ImapConnection,
  heads: readonly MailHead[],
  { files }: FetchContext,
  stored: Map<number, Stored | 'hopeless'>
): Promise<void> {
  const wanted = new Set(heads.map(({ uid }) => uid));
  const writes = new Set<Promise<void>>();
  let waiting = 0;
  let cutOff = false;
  for (const set of uidSets([...wanted])) {
    try {
      await imap.run(async (client) => {
        for await (const row of client.fetch(set, { uid: true, source: true }, { uid: true })) {
          const { uid, source } = row;
          if (cutOff) return;
          if (!source || !wanted.has(uid) || stored.has(uid)) continue;
          // Claimed before the write ends: a server may send a mail twice.
          stored.set(uid, 'gone');
          waiting += source.length;
          const write: Promise<void> = files.put(source).then((file) => {
            stored.set(uid, file);
            writes.delete(write);
            waiting -= source.length;
          });
          // Looked at below; until then it must not count as unhandled.
          write.catch(() => undefined);
          writes.add(write);
          // No command here: it would wait for this FETCH, which waits for us.
          while (writes.size >= PARALLEL_WRITES || waiting > 2 * CHUNK_BYTES) await Promise.race(writes);
        }
      }, FETCH_DEADLINE);
    } catch (error) {
      // A deadline or an abort does not wait for the loop above, which must not store another mail behind our back.
      cutOff = true;
      await settle(writes);
      // Refused as a whole: one bad mail is enough for some servers. They are asked for one by one.
      if (imap.isClosed || !(error instanceof Trouble) || error.code !== 'server-unavailable') throw error;
      cutOff = false;
    }
  }
  await settle(writes);
  await Promise.all(writes);
}

async function fetchAlone(imap: ImapConnection, head: MailHead, { files }: FetchContext): Promise<Stored> {
  try {
    const file = head.size > SMALL_MAIL ? await download(imap, head, files) : await fetchWhole(imap, head, files);
    if (file) return file;
  } catch (error) {
    if (imap.isClosed || !(error instanceof Trouble) || error.code !== 'server-unavailable') throw error;
  }
  const still = await imap.run((client) => client.search({ uid: String(head.uid) }, { uid: true }));
  return still && still.includes(head.uid) ? 'refused' : 'gone';
}

async function fetchWhole(imap: ImapConnection, { uid }: MailHead, files: Intake['files']): Promise<StoredFile | null> {
  const row = await imap.run(
    (client) => client.fetchOne(String(uid), { uid: true, source: true }, { uid: true }),
    FETCH_DEADLINE
  );
  return row && row.source ? files.put(row.source) : null;
}

/** Straight from the connection to the disk, in pieces: a mail of any size takes little memory. */
async function download(
  imap: ImapConnection,
  { uid, size }: MailHead,
  files: Intake['files']
): Promise<StoredFile | null> {
  const pieces = Math.ceil(size / DOWNLOAD_PIECE);
  return imap.run(
    async (client) => {
      const { content } = await client.download(String(uid), undefined, { uid: true, chunkSize: DOWNLOAD_PIECE });
      if (!content) return null;
      let broken: Error | null = null;
      content.once('error', (error: Error) => {
        broken = error;
      });
      try {
        return await files.put(content);
      } catch (error) {
        // The store only tells that its source failed; the source tells why.
        throw broken ?? error;
      }
    },
    FETCH_DEADLINE + pieces * 30_000
  );
}

/** Waits until no write is under way, so that what they stored can be removed. */
async function settle(writes: Iterable<Promise<void>>): Promise<void> {
  await Promise.allSettled(writes);
}
