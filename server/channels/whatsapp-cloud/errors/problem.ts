/**
 * What an error of the Cloud API asks of us:
 * `retry` again later · `retry-pair` again later, to this person alone · `fail` never again · `window` only a template
 * may be sent · `template` the template has to be looked at · `account` the whole number stops and keeps its queue ·
 * `cool-down` no templates for a while, alert · `uncertain` it may have been sent, so it is not sent again.
 */
export type ProblemClass =
  'retry' | 'retry-pair' | 'fail' | 'window' | 'template' | 'account' | 'cool-down' | 'uncertain';

/** The state that an account problem puts the account into. */
export type AccountProblem =
  'reauth-required' | 'misconfigured' | 'restricted' | 'billing-blocked' | 'needs-registration';

export interface Problem {
  class: ProblemClass;
  /** Only with class `account`. */
  account?: AccountProblem;
  /** No sooner than this; more is decided by how often it was tried. */
  waitMs?: number;
  /** Tries in all, for what should pass by itself. */
  maxTries?: number;
  /** A note for the person's record. */
  effect?: 'opt-out' | 'ask-for-number' | 'security' | 'resync-template' | 'media-failed';
}

const HOUR = 3_600_000;

/** Codes are stable: messages keep them, pages and hosts read them. */
export const PROBLEMS = {
  'token-invalid': { class: 'account', account: 'reauth-required' },
  'permission-missing': { class: 'account', account: 'misconfigured' },
  'account-restricted': { class: 'account', account: 'restricted' },
  'payment-problem': { class: 'account', account: 'billing-blocked' },
  'not-registered': { class: 'account', account: 'needs-registration' },
  'display-name-missing': { class: 'account', account: 'misconfigured' },
  'number-gone': { class: 'account', account: 'misconfigured' },
  'marketing-not-set-up': { class: 'account', account: 'misconfigured' },
  'call-limit': { class: 'retry', waitMs: 60_000 },
  throughput: { class: 'retry', waitMs: 1_000 },
  'pair-rate': { class: 'retry-pair', waitMs: 4_000 },
  temporary: { class: 'retry', waitMs: 1_000, maxTries: 5 },
  'spam-limit': { class: 'cool-down', waitMs: HOUR },
  'misclassification-limit': { class: 'cool-down', waitMs: HOUR },
  'window-closed': { class: 'window' },
  'country-restricted': { class: 'fail' },
  'marketing-cap': { class: 'fail', waitMs: 24 * HOUR },
  'marketing-stopped': { class: 'fail', effect: 'opt-out' },
  'not-chosen-by-whatsapp': { class: 'fail' },
  undeliverable: { class: 'fail' },
  'not-a-test-recipient': { class: 'fail' },
  'own-number': { class: 'fail' },
  'unsupported-type': { class: 'fail' },
  'media-not-readable': { class: 'fail', effect: 'media-failed' },
  'media-refused': { class: 'fail' },
  'object-missing': { class: 'fail' },
  'bad-request': { class: 'fail' },
  'phone-needed': { class: 'fail', effect: 'ask-for-number' },
  'identity-changed': { class: 'fail', effect: 'security' },
  'flow-unavailable': { class: 'fail' },
  'template-parameter-format': { class: 'fail' },
  'template-parameters': { class: 'template', effect: 'resync-template' },
  'template-missing': { class: 'template', effect: 'resync-template' },
  'template-too-long': { class: 'template' },
  'template-policy': { class: 'template' },
  'template-paused': { class: 'template', effect: 'resync-template' },
  'template-refused': { class: 'template' },
  'pin-wrong': { class: 'fail' },
  'verification-needed': { class: 'fail' },
  'registration-locked': { class: 'fail', waitMs: 72 * HOUR },
  'answer-lost': { class: 'uncertain' },
  unknown: { class: 'fail' },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof PROBLEMS;
export const problem = (code: ProblemCode): Problem => PROBLEMS[code];
