import { PROBLEMS, type ProblemCode } from '../../../../server/channels/whatsapp-cloud/errors/problem';
import { PROBLEM_WORDS } from '../../../../server/channels/whatsapp-cloud/errors/words';
import { PROBLEM_WORDS_ES } from '../../../../server/channels/whatsapp-cloud/errors/words-es';

export interface FailureWords {
  message: string;
  action: string;
  /** What the provider said, where our words say little. */
  details: string;
}

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** The server writes English into the message; whoever reads another language gets the words of the same code. */
export function failureWords({ code, message }: { code: string; message: string }, locale: string): FailureWords {
  if (!isProblem(code)) return { message, action: '', details: '' };
  const english = PROBLEM_WORDS[code];
  const whole = `${english.message} ${english.action}`.trim();
  const words = /^es\b/i.test(locale) ? PROBLEM_WORDS_ES[code] : english;
  return { ...words, details: message.startsWith(whole) ? message.slice(whole.length).trim() : '' };
}

/** Trying again as it is can only fail again. */
export const isWindowClosed = (error: { code: string } | null): boolean => error?.code === 'window-closed';
