import type { MailAddress } from './types';

/**
 * What kind of mail no person wrote for us: `reply` (out of office and the like), `generated` (a notice of some system),
 * `report` (of a mail system), `bulk` (to a list, or from an address that takes no answer).
 */
export type AutomaticKind = 'reply' | 'generated' | 'report' | 'bulk';

export interface AutomaticSource {
  header(name: string): string;
  from: MailAddress | null;
  subject: string;
}

/** Not `postmaster`: people answer questions from there. */
const DAEMON = /^mailer-?daemon@/;
const NO_REPLY =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noresponder|no[-_.]responder|notifications?)(?:[-+][^@]*)?@/;
/** What Exchange and Outlook write before the subject, in the languages around here. */
const AWAY =
  /^(?:automatic reply|auto(?:matic)?[ -]?(?:response|reply)|out of (?:the )?office|respuesta autom[aá]tica|fuera de (?:la )?oficina|r[eé]ponse automatique|automatische antwort|abwesenheits|risposta automatica|resposta autom[aá]tica)/i;

/** RFC 3834 section 2, and the headers that are older than it. */
export function automaticKind({ header, from, subject }: AutomaticSource): AutomaticKind | null {
  const type = header('content-type').toLowerCase();
  if (/^multipart\/report\b/.test(type) || (from !== null && DAEMON.test(from.address))) return 'report';
  const submitted = /^\s*([a-z-]*)/i.exec(header('auto-submitted'))?.[1]?.toLowerCase() ?? '';
  const precedence = header('precedence').trim().toLowerCase();
  if (submitted === 'auto-replied' || precedence === 'auto_reply') return 'reply';
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-autoresponder'].some((name) => isOn(header(name))))
    return 'reply';
  // That header asks for no answers and proves nothing by itself: Outlook puts it into ordinary mails as well.
  const hints = header('x-auto-response-suppress') !== '' || submitted !== '' || isNullPath(header('return-path'));
  if (hints && submitted !== 'no' && AWAY.test(subject.trim())) return 'reply';
  if (submitted !== '' && submitted !== 'no') return 'generated';
  if (isNullPath(header('return-path'))) return 'generated';
  if (/^(?:bulk|list|junk)$/.test(precedence) || header('list-id') !== '') return 'bulk';
  return from !== null && NO_REPLY.test(from.address) ? 'bulk' : null;
}

const isOn = (value: string) => value !== '' && !/^\s*(?:no|false|0)\s*$/i.test(value);
const isNullPath = (value: string) => value.replace(/\s/g, '') === '<>';

/** Somebody who wrote to a list, or from a no-reply address, may still bring something new; these do not. */
export const isNoNews = (kind: AutomaticKind | null): boolean => kind !== null && kind !== 'bulk';
