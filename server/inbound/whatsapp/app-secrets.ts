import type { WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import { SECRET, vaultOwner } from '../../channels/directory';
import type { Logger } from '../../hosts/logger';
import type { Vault } from '../../security/vault';

/** A burst of webhooks must not open the vault for each. A changed secret counts at once, by the account's revision. */
const KEEP_MS = 60_000;

export interface AppSecrets {
  /** The accounts of an app, each with the secret by which its webhooks are proven; null where it cannot be opened. */
  of(appId: string): Promise<{ account: WhatsAppAccount; secret: string | null }[]>;
}

interface Deps {
  accounts: AccountRepository;
  vault: Vault;
  logger: Logger;
  now: () => number;
}

export function createAppSecrets({ accounts, vault, logger, now }: Deps): AppSecrets {
  const known = new Map<string, { secret: string | null; revision: number; until: number }>();

  async function secretOf(account: WhatsAppAccount): Promise<string | null> {
    const found = known.get(account.id);
    if (found?.revision === account.revision && found.until > now()) return found.secret;
    const secret = await vault
      .get(vaultOwner(account.id), SECRET['whatsapp-cloud'].appSecret)
      .catch((error: unknown) => {
        logger.warn(`account ${account.id}: its app secret cannot be opened, so its webhooks cannot be proven`, error);
        return null;
      });
    known.set(account.id, { secret, revision: account.revision, until: now() + KEEP_MS });
    return secret;
  }

  return {
    async of(appId) {
      const own = (await accounts.list()).filter(
        (account): account is WhatsAppAccount => account.kind === 'whatsapp-cloud' && account.settings.appId === appId
      );
      for (const id of known.keys()) if (known.size > 1_000) known.delete(id);
      return Promise.all(own.map(async (account) => ({ account, secret: await secretOf(account) })));
    },
  };
}
