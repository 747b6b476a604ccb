import { cleanLine } from '../plain-text';
import { classOf, reasonOf } from './reason';
import { enhancedStatus, smtpCode } from './status-code';
import type { DeliveryAction, RecipientReport } from './types';

const MAX_DIAGNOSTIC = 500;

/** Puts together what is said of a recipient; `status` where a field gave it, else it is looked for in the words. */
export function outcomeOf(
  action: DeliveryAction,
  status: string | null,
  words: string
): Omit<RecipientReport, 'address' | 'originalAddress'> {
  const diagnostic = cleanLine(words.slice(0, 4000).replace(/\s+/g, ' '), MAX_DIAGNOSTIC);
  const inWords = enhancedStatus(diagnostic);
  // Many systems put 5.0.0 into the field and the server's real code into the words.
  const isVague = status === null || /\.0\.0$/.test(status);
  const best = isVague && inWords !== null && inWords[0] !== '2' ? inWords : status;
  const code = smtpCode(diagnostic);
  if (action === 'delivered' || action === 'relayed')
    return { action, status: best, smtpCode: code, class: null, reason: null, diagnostic };
  const reason = reasonOf(best, diagnostic);
  return {
    action,
    status: best,
    smtpCode: code,
    class: action === 'delayed' ? 'soft' : classOf(best, code, reason),
    reason,
    diagnostic,
  };
}
