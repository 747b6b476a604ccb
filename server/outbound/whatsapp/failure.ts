import type { ProblemCode } from '../../channels/whatsapp-cloud/errors/problem';
import { PROBLEM_WORDS } from '../../channels/whatsapp-cloud/errors/words';
import type { PayloadFault } from '../../channels/whatsapp-cloud/outgoing/payload';

export interface Failure {
  code: string;
  message: string;
}

/** Where our words say little, Meta's own stand behind them. */
const TELL_DETAILS: ReadonlySet<ProblemCode> = new Set([
  'unknown',
  'bad-request',
  'object-missing',
  // They name the component that was wrong.
  'template-parameters',
  'template-parameter-format',
]);

/** For whoever reads it on a message that failed: what happened and what to do. */
export function failureOf(code: ProblemCode, details = ''): Failure {
  const { message, action } = PROBLEM_WORDS[code];
  return { code, message: [message, action, TELL_DETAILS.has(code) ? details : ''].filter(Boolean).join(' ') };
}

/** For a message that waits: nobody has to do anything yet. */
export const delayOf = (code: ProblemCode): Failure => ({ code, message: PROBLEM_WORDS[code].message });

export const faultOf = (fault: PayloadFault): Failure => ({
  code: fault,
  message: `This cannot be sent by WhatsApp as it is (${fault}).`,
});
