import type { TestStep } from '../../api/contracts/accounts';
import type { Database } from '../../database/database';
import { HEALTHY } from '../account';
import type { AccountRepository } from '../repository';
import { TROUBLE } from '../trouble';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  now: () => number;
}

/**
 * The account is to say what the steps beside it say. Where nothing failed, what had stopped it has been put right at
 * Meta, and it goes on; else its session looks at once and finds the same. Of settings that have changed meanwhile
 * (`revision`) the check says nothing.
 */
export async function actOnCheck(
  { database, accounts, now }: Deps,
  { id, revision }: { id: string; revision: number },
  steps: readonly TestStep[]
): Promise<void> {
  await database.transaction(async (trx) => {
    const account = await accounts.lock(trx, id);
    if (!account || account.revision !== revision || account.paused) return;
    const passed = steps.every(({ status }) => status !== 'failed');
    const { cause } = account.health;
    // Meta's word on when to come again stands.
    const cured = passed && cause !== null && TROUBLE[cause.code].class !== 'throttled';
    if (cured) await accounts.setHealth(trx, account, HEALTHY);
    await accounts.update(trx, id, { syncRequestedAt: now() }, now());
  });
}
