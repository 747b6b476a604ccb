import type { Account } from '../accounts/account';
import type { HealthRecorder } from '../accounts/health-recorder';
import { Trouble } from '../accounts/trouble';

/** Every login of an account counts towards the few that a provider lets fail, whoever makes it. */
export async function countingRefusals<T>(
  health: HealthRecorder,
  account: Account,
  work: () => Promise<T>
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Trouble && error.class === 'refused')
      await health.trouble(account.id, account.revision, error);
    throw error;
  }
}
