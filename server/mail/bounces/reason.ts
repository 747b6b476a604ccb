import type { DeliveryReason } from './types';

/** RFC 3463 section 3, RFC 7372, RFC 7505, and what the large providers made of them. */
const BY_STATUS: Record<string, DeliveryReason> = {
  '1.1': 'mailbox-unknown',
  '1.10': 'mailbox-unknown',
  '1.2': 'domain-unknown',
  '1.3': 'address-invalid',
  '1.4': 'address-invalid',
  '1.6': 'mailbox-unknown',
  '1.7': 'address-invalid',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.4': 'too-large',
  '4.1': 'unreachable',
  '4.4': 'domain-unknown',
  '4.6': 'loop',
  '4.7': 'unreachable',
  '4.14': 'loop',
  '4.310': 'domain-unknown',
  '4.312': 'domain-unknown',
  '4.316': 'unreachable',
  '7.8': 'not-permitted',
  '7.20': 'not-authenticated',
  '7.23': 'not-authenticated',
  '7.25': 'not-authenticated',
  '7.26': 'not-authenticated',
  '7.27': 'not-authenticated',
  '7.28': 'busy',
  '7.124': 'not-permitted',
  '7.133': 'not-permitted',
  '7.134': 'not-permitted',
  '7.193': 'not-permitted',
  '7.509': 'not-authenticated',
};

/** Servers give 5.0.0, 5.5.0 or 5.7.1 for nearly everything: their words say more. The order decides. */
const BY_WORDS: [DeliveryReason, RegExp][] = [
  [
    'mailbox-full',
    /mailbox (?:is )?full|over ?quota|quota exceeded|exceeded (?:its |the |his )?(?:storage|quota|mailbox)|insufficient storage|out of storage|buz[oó]n (?:est[aá] )?lleno/i,
  ],
  [
    'mailbox-disabled',
    /(?:account|mailbox|user|address) (?:has been |is |was )?(?:currently )?(?:disabled|suspended|inactive|deactivated|locked)|no longer (?:available|in use|active|accepts|works)/i,
  ],
  [
    'mailbox-unknown',
    /user unknown|unknown user|no such (?:user|mailbox|recipient|address|person|account)|unknown (?:recipient|mailbox|local.part|address)|(?:user|recipient|mailbox|account|address) (?:not found|unknown|unavailable|does(?: not|n't) exist)|does(?: not|n't) exist|doesn't have an? [\w.-]{1,40} account|couldn'?t be found|(?:could not|cannot) be found|wasn'?t found|not a valid (?:user|mailbox|recipient)|invalid (?:recipient|mailbox|user)|not listed in|no mailbox here|RecipNotFound|RecipientNotFound|mailbox unavailable|no existe|unrouteable address/i,
  ],
  [
    'domain-unknown',
    /host (?:or domain name )?(?:unknown|not found)|unknown host|domain (?:\S{1,80} )?(?:not found|does not exist|couldn'?t be found)|no (?:mx|a) record|NXDOMAIN|name service error|couldn'?t find any host|null ?mx|does not accept (?:e?mail|mail)/i,
  ],
  ['loop', /too many hops|mail loop|loops? back|routing loop|hop count/i],
  ['too-large', /too (?:large|big)|size limit|exceeds? (?:the )?(?:maximum |fixed )?(?:message )?size|message size/i],
  ['not-authenticated', /\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|not authenticated|sender policy framework/i],
  [
    'spam',
    /\bspam|blacklist|block ?list|blocked using|spamhaus|barracuda|junk mail|bulk e?mail|reputation|content (?:was )?rejected/i,
  ],
  [
    'not-permitted',
    /relay(?:ing)? (?:access )?(?:denied|not)|not (?:allowed|authorized|authorised|permitted)|access denied|permission|restricted/i,
  ],
  [
    'busy',
    /greylist|graylist|try again|rate limit|too many (?:messages|connections|recipients)|temporarily deferred|throttl/i,
  ],
  [
    'unreachable',
    /timed? ?out|connection (?:refused|lost|reset|dropped)|no route to host|network (?:is )?unreachable|retry time not reached|retry timeout|could not connect|wasn'?t able to establish an smtp connection|delivery (?:time )?expired|not responding/i,
  ],
  ['policy', /polic(?:y|ies)|rejected|refused|blocked|denied/i],
];

const MAX_JUDGED = 2000;

/** Why a mail was not delivered, by its enhanced status where that says something, else by the server's words. */
export function reasonOf(status: string | null, diagnostic: string): DeliveryReason {
  const detail = status === null ? '' : status.slice(2);
  const known = BY_STATUS[detail];
  if (known) return known;
  const words = diagnostic.slice(0, MAX_JUDGED);
  for (const [reason, pattern] of BY_WORDS) if (pattern.test(words)) return reason;
  if (detail.startsWith('7.')) return 'policy';
  if (detail.startsWith('4.')) return 'unreachable';
  return 'unknown';
}

/** Reasons that pass by themselves, whatever class of code the server chose. */
const PASSING: ReadonlySet<DeliveryReason> = new Set(['mailbox-full', 'busy', 'unreachable']);

export const classOf = (status: string | null, code: string | null, reason: DeliveryReason): 'hard' | 'soft' => {
  if (PASSING.has(reason)) return 'soft';
  const first = status?.[0] ?? code?.[0];
  return first === '4' ? 'soft' : 'hard';
};
