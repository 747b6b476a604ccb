import { TROUBLE, type TroubleCode } from '../../trouble';
import { troubleOf } from '../../../channels/whatsapp-cloud/number/trouble-of';
import type { GraphResult } from '../../../channels/whatsapp-cloud/graph/result';

/** Why a sign-up does not go on by itself. */
export const SIGNUP_PROBLEM = {
  'signup-cancelled': "Meta's window was closed before it was done.",
  'signup-code-lost': "Meta's answer was not used in time. Start again; what was made at Meta is still there.",
  'signup-not-shared': 'Meta does not give this WhatsApp account to the token of this sign-up. Start again.',
  'signup-no-number': 'This WhatsApp account has no number yet. Add one at Meta, then resume.',
  'signup-choose-number': 'This WhatsApp account has several numbers. Choose the one to connect.',
  'signup-pin-needed': 'This number has a PIN of its own already (two-step verification). Enter it.',
  'signup-refused': 'Meta refused this step.',
} as const;
export type SignupProblemCode = keyof typeof SIGNUP_PROBLEM | TroubleCode;

/** Ends the way through the steps; everything before it stays done. */
export class SignupProblem extends Error {
  constructor(
    readonly code: SignupProblemCode,
    readonly detail = ''
  ) {
    super(code);
    this.name = 'SignupProblem';
  }
}

export const wordsOf = (code: string): string =>
  code in SIGNUP_PROBLEM
    ? SIGNUP_PROBLEM[code as keyof typeof SIGNUP_PROBLEM]
    : code in TROUBLE
      ? TROUBLE[code as TroubleCode].message
      : SIGNUP_PROBLEM['signup-refused'];

/** What was asked of Meta, or the problem that its answer is. */
export function succeeded<Data>(result: GraphResult<Data>, otherwise: SignupProblemCode = 'signup-refused'): Data {
  if (result.status === 'ok') return result.data;
  const detail = result.status === 'rejected' ? result.details : '';
  if (result.status === 'rejected' && result.problem === 'pin-wrong') throw new SignupProblem('signup-pin-needed');
  throw new SignupProblem(troubleOf(result)?.code ?? otherwise, detail);
}
