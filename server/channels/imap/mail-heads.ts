import type { FetchMessageObject } from 'imapflow';
import type { ImapConnection } from './connection';
import { CHUNK_BYTES, CHUNK_MAILS, FETCH_DEADLINE, SMALL_MAIL } from './limits';
import { uidSets } from './uid-set';

/** What is known of a mail before it is fetched. */
export interface MailHead {
  uid: number;
  /** RFC822.SIZE; some servers estimate it. */
  size: number;
  /** INTERNALDATE, epoch milliseconds; null when the server gives none that can be read. */
  receivedAt: number | null;
}

/** Of the selected folder, ascending by UID. Mails that are gone are missing. */
export async function fetchHeads(imap: ImapConnection, uids: readonly number[]): Promise<MailHead[]> {
  const heads: MailHead[] = [];
  for (const set of uidSets(uids)) heads.push(...(await fetchSet(imap, set)));
  const wanted = new Set(uids);
  return heads.filter(({ uid }) => wanted.has(uid));
}

/**
 * Everything above `lastUid`, ascending. `n:*` always names at least the last mail, also when n lies beyond it
 * (RFC 3501 section 6.4.8), so what is not above is dropped.
 */
export async function fetchHeadsAbove(imap: ImapConnection, lastUid: number): Promise<MailHead[]> {
  const heads = await fetchSet(imap, `${lastUid + 1}:*`);
  return heads.filter(({ uid }) => uid > lastUid);
}

async function fetchSet(imap: ImapConnection, set: string): Promise<MailHead[]> {
  const rows = await imap.run(
    (client) => client.fetchAll(set, { uid: true, size: true, internalDate: true }, { uid: true }),
    FETCH_DEADLINE
  );
  // One mail may come in several rows, and rows of a change of flags have no size.
  const heads = new Map<number, MailHead>();
  for (const row of rows) {
    if (row.uid && row.size !== undefined)
      heads.set(row.uid, { uid: row.uid, size: row.size, receivedAt: instantOf(row) });
  }
  return [...heads.values()].sort((a, b) => a.uid - b.uid);
}

function instantOf({ internalDate }: FetchMessageObject): number | null {
  if (internalDate === undefined) return null;
  const instant = new Date(internalDate).getTime();
  return Number.isNaN(instant) ? null : instant;
}

/** Keeps the order. A large mail is a chunk of its own. */
export function planChunks(heads: readonly MailHead[], maxMails = CHUNK_MAILS, maxBytes = CHUNK_BYTES): MailHead[][] {
  const chunks: MailHead[][] = [];
  let chunk: MailHead[] = [];
  let bytes = 0;
  const close = () => {
    if (chunk.length > 0) chunks.push(chunk);
    chunk = [];
    bytes = 0;
  };
  for (const head of heads) {
    if (head.size > SMALL_MAIL) {
      close();
      chunks.push([head]);
      continue;
    }
    if (chunk.length >= maxMails || bytes + head.size > maxBytes) close();
    chunk.push(head);
    bytes += head.size;
  }
  close();
  return chunks;
}
