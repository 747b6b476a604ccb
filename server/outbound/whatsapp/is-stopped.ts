import { isDue, type WhatsAppAccount } from '../../accounts/account';
import { TROUBLE } from '../../accounts/trouble';

/** Something that a person has to put right, and that is not due for another try. A number that is slow is none. */
export function isStopped(account: Pick<WhatsAppAccount, 'health' | 'paused'>, now: number): boolean {
  const { cause } = account.health;
  const kind = cause && TROUBLE[cause.code].class;
  return (kind === 'refused' || kind === 'configuration') && !isDue(account, now);
}
