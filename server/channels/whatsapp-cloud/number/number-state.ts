import type { TroubleCode } from '../../../accounts/trouble';

/** States in which a number sends and receives. Meta: business-phone-numbers/phone-numbers, "status". */
const WORKING: ReadonlySet<string> = new Set(['CONNECTED', 'FLAGGED', 'RATE_LIMITED']);
const RESTRICTED: ReadonlySet<string> = new Set(['RESTRICTED', 'BANNED']);

/** What stands in the way of a number in this state. Null: nothing, or Meta did not say. */
export function troubleOfStatus(status: string | null): TroubleCode | null {
  if (status === null || WORKING.has(status)) return null;
  return RESTRICTED.has(status) ? 'whatsapp-restricted' : 'whatsapp-not-registered';
}
