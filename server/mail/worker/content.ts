import { sanitiseHtml } from '../html/sanitise';
import { stripTags } from '../html/strip-tags';
import { cleanText, MAX_TEXT_CHARS } from '../plain-text';
import { previewOf } from '../preview';
import { isForwardSubject } from '../quotes/quote-lines';
import type { MailNotice } from '../types';
import type { Segment } from './bodies';

export interface MailContentForms {
  text: string;
  html: string | null;
  hasRemoteImages: boolean;
  preview: string;
  /** Content-IDs that the HTML shows as pictures. */
  contentIds: ReadonlySet<string>;
  /** What of the mail is not shown. */
  notices: MailNotice[];
}

/**
 * The mail's content as text and, where any of it is HTML, as one sanitised HTML. With `plainOnly`, or when one part
 * cannot be sanitised within the limits, there is only the text: a mail shown in half would mislead.
 */
export function makeContent(segments: readonly Segment[], plainOnly: boolean, subject = ''): MailContentForms {
  const forwarded = isForwardSubject(subject);
  const texts: string[] = [];
  const htmls: string[] = [];
  const contentIds = new Set<string>();
  let hasRemoteImages = false;
  let complete = !plainOnly && segments.some((segment) => segment.html !== null);
  const wantsHtml = complete;
  for (const { text, html } of segments) {
    const safe = html !== null && complete ? sanitiseHtml(html, { quotations: { forwarded } }) : null;
    if (html !== null && !safe) complete = false;
    if (safe) {
      htmls.push(safe.html);
      hasRemoteImages ||= safe.hasRemoteImages;
      for (const id of safe.contentIds) contentIds.add(id);
    } else if (text !== null && wantsHtml) {
      htmls.push(textAsHtml(text));
    }
    texts.push(text ?? safe?.text ?? stripTags(html ?? ''));
  }
  const whole = texts.join('\n\n');
  const text = cleanText(whole).trimEnd();
  const html = complete ? join(htmls) : null;
  const leftOut = html === null && segments.some((segment) => segment.html !== null);
  return {
    text,
    html,
    hasRemoteImages: complete && hasRemoteImages,
    preview: previewOf(text),
    contentIds: complete ? contentIds : new Set(),
    notices: [
      ...(html === null && whole.length > MAX_TEXT_CHARS ? (['text-cut'] as const) : []),
      ...(leftOut ? (['formatting-left-out'] as const) : []),
    ],
  };
}

/** Each form is balanced, but only parsing them as one shows that nothing reaches from one into the next. */
function join(htmls: readonly string[]): string | null {
  if (htmls.length === 1) return htmls[0] ?? null;
  return sanitiseHtml(htmls.join('<hr>'), { quotations: 'kept' })?.html ?? null;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const textAsHtml = (text: string): string =>
  `<div style="white-space: pre-wrap">${text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? '')}</div>`;
