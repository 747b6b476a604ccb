import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { HeaderLines } from 'mailparser';
import { automaticKind } from '../automatic';
import { readBriefHead } from '../head-reader';
import { identityKey } from '../identity';
import { cleanLine } from '../plain-text';
import type { MailLimits, MailNotice, ParsedMail, ParseOutcome, QuarantineReason } from '../types';
import { createAttachmentStager, type AttachmentStager } from './attachments';
import { collectBodies } from './bodies';
import { makeContent } from './content';
import { findInvitations } from './find-invitations';
import { DepthExceeded, GuardedParser } from './guarded-parser';
import { headerValues, readHead } from './head';
import { HOPELESS_FACTOR, MAX_SUBJECT } from './limits';
import { readBounce } from './read-bounce';
import { leaveWrapped, unwrapTnef } from './unwrap-tnef';

export interface ParseRequest {
  rawPath: string;
  limits: MailLimits;
  stagingDirectory: string;
  /** Random; files of this request begin with it. */
  stagingPrefix: string;
  /** Second try after the first ended in a time-out or a crash: HTML, winmail.dat and calendars are left alone. */
  plainOnly: boolean;
}

/**
 * Reads the raw mail as a stream; memory does not grow with the size of its attachments. Rejects only for what is wrong
 * with this host (no such file, disk full): what is wrong with the mail is an outcome.
 */
export async function parseMail(request: ParseRequest): Promise<ParseOutcome> {
  const { size } = statSync(request.rawPath);
  if (size > request.limits.maxMailBytes * HOPELESS_FACTOR)
    return quarantine(request.rawPath, 'too-large', `${size} bytes`);
  const stager = createAttachmentStager(request.stagingDirectory, request.stagingPrefix, request.limits);
  const parser = new GuardedParser();
  let lines: HeaderLines = [];
  parser.on('headerLines', (headerLines) => {
    lines = headerLines;
  });
  try {
    await run(parser, request.rawPath, size, stager);
    return { status: 'parsed', mail: await assemble(parser, lines, stager, request.plainOnly) };
  } catch (error) {
    await stager.discard();
    if (isHostError(error)) throw error;
    return quarantine(request.rawPath, reasonOf(error), error instanceof Error ? error.name : 'unknown');
  }
}

async function run(parser: GuardedParser, rawPath: string, size: number, stager: AttachmentStager): Promise<void> {
  const stop = new AbortController();
  const takes: Promise<void>[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('data', (item) => {
        if (item.type !== 'attachment') return;
        takes.push(stager.take(item, stop.signal).then(() => item.release?.(), reject));
      });
      parser.on('end', resolve);
      // Stays for good: mailparser may report a second error after the first.
      parser.on('error', reject);
      feed(parser, rawPath, size);
    });
  } catch (error) {
    parser.destroy();
    // An attachment that the parser gave up on never ends by itself.
    stop.abort(error);
    throw error;
  } finally {
    await Promise.all(takes);
  }
}

/** Reading a small mail at once costs a fraction of a stream's round trips, and nothing else waits on this thread. */
const READ_AT_ONCE = 1024 * 1024;

function feed(parser: GuardedParser, rawPath: string, size: number): void {
  if (size <= READ_AT_ONCE) {
    parser.end(readFileSync(rawPath));
    return;
  }
  const source = createReadStream(rawPath, { highWaterMark: 64 * 1024 });
  source.on('error', (error) => parser.destroy(error));
  parser.on('close', () => source.destroy());
  source.pipe(parser);
}

async function assemble(
  parser: GuardedParser,
  lines: HeaderLines,
  stager: AttachmentStager,
  plainOnly: boolean
): Promise<ParsedMail> {
  const { rawFrom, rawDate, ...head } = readHead(lines);
  const { segments, contents, guessed } = collectBodies(parser.bodies());
  const inside = plainOnly ? leaveWrapped(stager) : await unwrapTnef(stager);
  // Outlook repeats in its wrapping what the mail says.
  const shown = segments.length === 0 && inside.body ? [inside.body] : segments;
  const subject = cleanLine(parser.subject ?? '', MAX_SUBJECT);
  const { contentIds, notices: ofContent, ...content } = makeContent(shown, plainOnly, subject);
  const notices: MailNotice[] = [...(guessed ? (['unknown-charset'] as const) : []), ...inside.notices, ...ofContent];
  const header = (name: string) => headerValues(lines, name);
  const bounce = await readBounce(header, { ...head, subject, text: content.text }, stager.staged);
  // Nothing tells such mails apart but their bytes: the text of one without headers is taken for a header.
  const isBlank =
    !(head.messageId || rawFrom || rawDate || subject || stager.checksums.length) &&
    contents.every((body) => body.trim() === '');
  return {
    ...head,
    subject,
    ...content,
    automatic: bounce ? 'report' : automaticKind({ header: (name) => header(name)[0] ?? '', from: head.from, subject }),
    bounce,
    notices,
    invitations: plainOnly ? [] : findInvitations(stager.staged),
    attachments: stager.staged.map((file) => ({
      ...file,
      inline: file.contentId !== null && contentIds.has(file.contentId),
    })),
    identityKey: identityKey({
      messageId: head.messageId,
      from: rawFrom,
      date: rawDate,
      subject,
      bodies: isBlank ? lines.map(({ line }) => line) : contents,
      attachments: stager.checksums,
    }),
  };
}

function reasonOf(error: unknown): QuarantineReason {
  if (error instanceof DepthExceeded) return 'too-deep';
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EMAXLEN') return 'unparsable';
  return /header/i.test(error.message) ? 'headers-too-large' : 'too-many-parts';
}

/** Errors of the operating system carry a `syscall`. */
const isHostError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function quarantine(rawPath: string, reason: QuarantineReason, detail: string): Promise<ParseOutcome> {
  return { status: 'quarantined', reason, detail, ...(await readBriefHead(rawPath)) };
}
