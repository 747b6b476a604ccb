import type { WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import { SECRET, vaultOwner } from '../../channels/directory';
import type { Logger } from '../../hosts/logger';
import type { Vault } from '../../security/vault';

/** A burst of webhooks must not open the vault for each. A changed secret counts at once, by the account's revision. */
const KEEP_MS = 60_000;
/** Nor must it read the accounts for each. */
const KEEP_LIST_MS = 1_000;

export interface AppAccount {
  account: WhatsAppAccount;
  /** By which its webhooks are proven; null where it cannot be opened. */
  secret: string | null;
}

export interface AppSecrets {
  /** An app's accounts as they are now. */
  of(appId: string): Promise<AppAccount[]>;
  /**
   * As they were a second ago at most. Whoever acts on this looks at the accounts' revisions as it writes, and asks for
   * those of now before anything is refused or left out.
   */
  recent(appId: string): Promise<AppAccount[]>;
}

interface Deps {
  accounts: Pick<AccountRepository, 'list'>;
  vault: Pick<Vault, 'get'>;
  logger: Logger;
  now: () => number;
}

export function createAppSecrets({ accounts, vault, logger, now }: Deps): AppSecrets {
  const known = new Map<string, { secret: string | null; revision: number; until: number }>();
  const lists = new Map<string, { own: AppAccount[]; until: number }>();

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

  async function of(appId: string): Promise<AppAccount[]> {
    const readAt = now();
    const own = (await accounts.list()).filter(
      (account): account is WhatsAppAccount => account.kind === 'whatsapp-cloud' && account.settings.appId === appId
    );
    for (const id of known.keys()) if (known.size > 1_000) known.delete(id);
    const opened = await Promise.all(own.map(async (account) => ({ account, secret: await secretOf(account) })));
    // A stranger's app is not kept: anybody can make up as many as he likes.
    if (opened.length === 0) lists.delete(appId);
    else lists.set(appId, { own: opened, until: readAt + KEEP_LIST_MS });
    return opened;
  }

  return {
    of,
    async recent(appId) {
      const found = lists.get(appId);
      return found && found.until > now() ? found.own : of(appId);
    },
  };
}
