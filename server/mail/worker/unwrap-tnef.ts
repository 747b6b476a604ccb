import { cleanFileName, cut } from '../plain-text';
import { decompressRtf } from '../tnef/compressed-rtf';
import { decodeTnef, type TnefBody, type TnefContent, type TnefFile } from '../tnef/decode';
import { readRtf } from '../tnef/read-rtf';
import type { MailNotice, StagedAttachment } from '../types';
import { isMediaType, type AttachmentStager, type InsideFile } from './attachments';
import { decodeHtml, type Segment } from './bodies';
import { openFileSource } from './file-source';
import { MAX_PARTS } from './limits';

const TYPES = new Set(['application/ms-tnef', 'application/vnd.ms-tnef']);
const MAX_WRAPPERS = 5;
/** RTF of a mail is mostly repetition; what is larger than this unpacked is not worth the time. */
const MAX_RTF_BYTES = 2 * 1024 * 1024;
/** Of an appointment, a contact or a task the winmail.dat holds more than files and a text, so it stays. */
const PLAIN_MAIL = /^(?:IPM\.Note|IPM\.Microsoft Mail\.Note|REPORT)\b|^$/i;

export interface Unwrapped {
  /** What the winmail.dat says the mail says; null without one. */
  body: Segment | null;
  notices: MailNotice[];
}

/**
 * Replaces each winmail.dat by the files in it. One that cannot be opened, or only in part, stays as a file, and a notice
 * says so.
 */
export async function unwrapTnef(stager: AttachmentStager): Promise<Unwrapped> {
  const result: Unwrapped = { body: null, notices: [] };
  const wrappers = stager.staged.filter(isWrapper).slice(0, MAX_WRAPPERS);
  for (const wrapper of wrappers) {
    if (wrapper.path === null) continue;
    const content = readWrapper(wrapper.path);
    if (!content) {
      // Any file may bear that name; the type is a claim that it is one.
      result.notices.push('winmail-unreadable');
      continue;
    }
    const files = filesOf(content);
    // The limits of one wrapping are not those of several: what the mail has no place for must not vanish with it.
    const whole = content.complete && stager.staged.length + files.length <= MAX_PARTS;
    if (!whole) result.notices.push('winmail-incomplete');
    const keep = !whole || !PLAIN_MAIL.test(content.messageClass);
    await stager.unwrap(stager.staged.indexOf(wrapper), keep, files);
    result.body ??= bodyOf(content.body);
  }
  return { ...result, notices: [...new Set(result.notices)] };
}

/** A second try is for what a first one did not survive, and that may have been in there. */
export const leaveWrapped = ({ staged }: AttachmentStager): Unwrapped => ({
  body: null,
  notices: staged.some(isWrapper) ? ['winmail-unreadable'] : [],
});

const isWrapper = ({ name, type }: StagedAttachment): boolean =>
  TYPES.has(type) || name.trim().toLowerCase() === 'winmail.dat';

function readWrapper(path: string): TnefContent | null {
  const source = openFileSource(path);
  try {
    return decodeTnef(source);
  } finally {
    source.close();
  }
}

/** A message inside becomes its text and its files, since nothing here opens the form it is in. */
const filesOf = ({ files }: TnefContent): InsideFile[] =>
  files.flatMap((file) => (file.message ? messageFiles(file.message, file.name) : [insideFile(file)]));

function messageFiles(message: TnefContent, outerName: string): InsideFile[] {
  const body = bodyOf(message.body);
  const title = cut(cleanFileName(message.subject || outerName), 120).trim() || 'message';
  const own: InsideFile[] = [];
  if (body?.html) own.push(made(`${title}.html`, 'text/html', body.html));
  else if (body?.text) own.push(made(`${title}.txt`, 'text/plain', body.text));
  return [...own, ...filesOf(message)];
}

const made = (name: string, type: string, text: string): InsideFile => ({
  name,
  type,
  contentId: null,
  content: Buffer.from(text, 'utf8'),
});

function insideFile({ name, type, contentId, offset, length }: TnefFile): InsideFile {
  const declared = type.trim().toLowerCase();
  return {
    name: cleanFileName(name),
    type: isMediaType(declared) && declared !== 'application/octet-stream' ? declared : '',
    contentId: cut(contentId.replace(/[<>\s]/g, ''), 256) || null,
    content: { offset, length },
  };
}

function bodyOf({ html, rtf, text }: TnefBody): Segment | null {
  const plain = text?.trim() ? text : null;
  if (html && html.length > 0) return { html: decodeHtml(html), text: plain };
  const unpacked = rtf ? decompressRtf(rtf, MAX_RTF_BYTES) : null;
  const read = unpacked ? readRtf(unpacked) : null;
  if (read && 'html' in read && read.html.trim() !== '') return { html: read.html, text: plain };
  if (plain !== null) return { html: null, text: plain };
  return read && 'text' in read && read.text !== '' ? { html: null, text: read.text } : null;
}
