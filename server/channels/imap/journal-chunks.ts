import type { FileStore } from '../../files/file-store';
import type { InboundUnit } from '../mail-channel';
import type { MailHead } from './mail-heads';

interface Steps {
  fetch(chunk: MailHead[]): Promise<InboundUnit[]>;
  /** Journals the units of a chunk and moves the cursor past it, in one transaction. */
  journal(chunk: MailHead[], units: InboundUnit[], isLast: boolean): Promise<void>;
}

/**
 * Fetches a chunk while the one before it is being journalled, since the mail server and the database need not wait for
 * each other. Chunks are journalled in their order, one at a time, and none after a failure; what was fetched in vain is
 * removed from the file store. Answers how many mails were journalled.
 */
export async function journalChunks(
  chunks: readonly MailHead[][],
  files: Pick<FileStore, 'remove'>,
  { fetch, journal }: Steps
): Promise<number> {
  let journalled: Promise<void> = Promise.resolve();
  let brought = 0;
  for (const [index, chunk] of chunks.entries()) {
    const [before, fetched] = await Promise.allSettled([journalled, fetch(chunk)]);
    if (before.status === 'rejected') {
      if (fetched.status === 'fulfilled') await discard(files, fetched.value);
      throw before.reason;
    }
    if (fetched.status === 'rejected') throw fetched.reason;
    const units = fetched.value;
    journalled = journal(chunk, units, index === chunks.length - 1);
    // Looked at in the next round; until then it must not count as unhandled.
    journalled.catch(() => undefined);
    brought += units.length;
  }
  await journalled;
  return brought;
}

async function discard(files: Pick<FileStore, 'remove'>, units: InboundUnit[]): Promise<void> {
  for (const { rawKey } of units) if (rawKey !== null) await files.remove(rawKey);
}
