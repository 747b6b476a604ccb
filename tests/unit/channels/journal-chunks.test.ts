import { describe, expect, it } from 'vitest';
import type { InboundUnit } from '../../../server/channels/mail-channel';
import { journalChunks } from '../../../server/channels/imap/journal-chunks';
import type { MailHead } from '../../../server/channels/imap/mail-heads';

const chunkOf = (...uids: number[]): MailHead[] => uids.map((uid) => ({ uid, size: 10, receivedAt: 0 }));
const unitsOf = (chunk: MailHead[]): InboundUnit[] =>
  chunk.map(({ uid }) => ({ uid, rawKey: `raw-${uid}`, size: 10, receivedAt: 0, backfill: false }));

/** Notes what happens in which order; a step can be told to fail or to wait. */
function recorder() {
  const log: string[] = [];
  const removed: string[] = [];
  const name = (chunk: MailHead[]) => chunk.map(({ uid }) => uid).join('+');
  return {
    log,
    removed,
    files: { remove: async (key: string) => void removed.push(key) },
    async fetch(chunk: MailHead[]) {
      log.push(`fetch ${name(chunk)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      log.push(`fetched ${name(chunk)}`);
      return unitsOf(chunk);
    },
    async journal(chunk: MailHead[], units: InboundUnit[], isLast: boolean) {
      log.push(`journal ${name(chunk)}${isLast ? ' last' : ''}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      log.push(`journalled ${units.map(({ uid }) => uid).join('+')}`);
    },
  };
}

describe('fetching while journalling', () => {
  it('journals in order, one at a time, and fetches the next chunk meanwhile', async () => {
    const steps = recorder();
    expect(await journalChunks([chunkOf(1, 2), chunkOf(3), chunkOf(4)], steps.files, steps)).toBe(4);
    expect(steps.log).toEqual([
      'fetch 1+2',
      'fetched 1+2',
      'journal 1+2',
      'fetch 3',
      'fetched 3',
      'journalled 1+2',
      'journal 3',
      'fetch 4',
      'fetched 4',
      'journalled 3',
      'journal 4 last',
      'journalled 4',
    ]);
    expect(steps.removed).toEqual([]);
  });

  it('journals nothing after a chunk that could not be journalled, and leaves no file of what was fetched', async () => {
    const steps = recorder();
    const journal = async (chunk: MailHead[]) => {
      steps.log.push(`journal ${chunk[0]?.uid}`);
      throw new Error('another process owns this account now');
    };
    const work = journalChunks([chunkOf(1), chunkOf(2, 3), chunkOf(4)], steps.files, { fetch: steps.fetch, journal });
    await expect(work).rejects.toThrow('another process');
    expect(steps.log.filter((line) => line.startsWith('journal'))).toEqual(['journal 1']);
    expect(steps.log).not.toContain('fetch 4');
    expect(steps.removed).toEqual(['raw-2', 'raw-3']);
  });

  it('waits for the chunk that is being journalled when the next cannot be fetched', async () => {
    const steps = recorder();
    const fetch = async (chunk: MailHead[]) => {
      if (chunk[0]?.uid === 2) throw new Error('connection lost');
      return steps.fetch(chunk);
    };
    await expect(
      journalChunks([chunkOf(1), chunkOf(2)], steps.files, { fetch, journal: steps.journal })
    ).rejects.toThrow('connection lost');
    expect(steps.log.at(-1)).toBe('journalled 1');
    expect(steps.removed).toEqual([]);
  });
});
