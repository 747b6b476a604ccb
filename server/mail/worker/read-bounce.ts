import { open } from 'node:fs/promises';
import { decodeBytes } from '../charset';
import { originOf, recogniseBounce } from '../bounces/recognise';
import type { BounceReport } from '../bounces/types';
import type { ParsedMail, StagedAttachment } from '../types';

const STATUS_PARTS = new Set(['message/delivery-status', 'message/global-delivery-status']);
const RETURNED_PARTS = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);
const MAX_PARTS_READ = 10;
/** Reports on a mailing list name thousands; a mail of ours has fifty recipients at most. */
const MAX_STATUS_BYTES = 256 * 1024;
const MAX_HEAD_BYTES = 64 * 1024;

type Source = Pick<ParsedMail, 'from' | 'subject' | 'text' | 'inReplyTo' | 'references'>;

/** Looks at the parts of a report, as far as the mail could be one at all. */
export async function readBounce(
  header: (name: string) => string[],
  mail: Source,
  files: readonly StagedAttachment[]
): Promise<BounceReport | null> {
  const head = {
    from: mail.from,
    contentType: header('content-type')[0] ?? '',
    returnPath: header('return-path')[0] ?? null,
    autoSubmitted: header('auto-submitted')[0] ?? '',
    failedRecipients: header('x-failed-recipients'),
  };
  // Nearly every mail: its files need not be opened.
  if (originOf(head) === null) return null;
  return recogniseBounce({
    ...mail,
    ...head,
    statusParts: await beginnings(files, STATUS_PARTS, MAX_STATUS_BYTES),
    returnedHeads: (await beginnings(files, RETURNED_PARTS, MAX_HEAD_BYTES)).map(headOnly),
  });
}

async function beginnings(
  files: readonly StagedAttachment[],
  types: ReadonlySet<string>,
  bytes: number
): Promise<string[]> {
  const paths = files.flatMap(({ type, path }) => (path !== null && types.has(type) ? [path] : []));
  return Promise.all(paths.slice(0, MAX_PARTS_READ).map((path) => beginning(path, bytes)));
}

async function beginning(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    return decodeBytes(buffer.subarray(0, bytesRead), '');
  } finally {
    await file.close();
  }
}

/** Some systems begin the part with empty lines; the headers end at the first one after them. */
const headOnly = (content: string): string => content.trimStart().split(/\r?\n\r?\n/, 1)[0] ?? '';
