import type { NumberWatch } from '../channels/whatsapp-channel';
import type { Database } from '../database/database';
import { widenIdentityScope } from '../contacts/widen-identity-scope';
import { scopeKey } from '../whatsapp/identity';
import { nameOf } from './kinds/whatsapp-cloud';
import type { AccountRepository } from './repository';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  now: () => number;
}

/** Keeps what Meta says of a number. What was asked with settings that have changed meanwhile is dropped. */
export function createNumberRecorder(
  { database, accounts, now }: Deps,
  accountId: string,
  revision: number
): NumberWatch {
  return {
    record: (seen) =>
      database.transaction(async (trx) => {
        const account = await accounts.lock(trx, accountId);
        if (account?.kind !== 'whatsapp-cloud' || account.revision !== revision) return;
        const { portfolioId = null } = seen;
        const { wabaId } = account.settings;
        if (portfolioId !== null && account.provider.portfolioId !== portfolioId)
          await widenIdentityScope(trx, scopeKey({ portfolioId: null, wabaId }), scopeKey({ portfolioId, wabaId }));
        const address = seen.number?.displayPhoneNumber;
        await accounts.update(
          trx,
          accountId,
          {
            provider: { ...account.provider, ...seen },
            ...(address ? { address, name: nameOf(account, address) } : {}),
          },
          now()
        );
      }),
  };
}
