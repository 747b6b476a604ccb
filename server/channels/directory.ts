import type { Account } from '../accounts/account';
import { Trouble } from '../accounts/trouble';
import type { AccountKind } from '../api/contracts/accounts';
import { KeyMissing, SecretUnreadable, type Vault } from '../security/vault';
import type { Channel, Connection } from './channel';
import type { ImapSecrets, ImapSettings } from './imap/settings';

export type AnyChannel = Channel<ImapSettings, ImapSecrets>;
export type AnyConnection = Connection<ImapSettings, ImapSecrets>;

export const vaultOwner = (accountId: string) => `account:${accountId}`;
export const PASSWORD = 'password';

/** The channels by kind, and an account made ready to connect with its secrets from the vault. */
export interface ChannelDirectory {
  of(kind: AccountKind): AnyChannel;
  /** Rejects with `Trouble` when the secrets are missing or cannot be opened: no login is tried without. */
  connect(account: Account): Promise<{ channel: AnyChannel; connection: AnyConnection }>;
}

export function createChannelDirectory(channels: Record<AccountKind, AnyChannel>, vault: Vault): ChannelDirectory {
  return {
    of: (kind) => channels[kind],
    async connect(account) {
      const password = await openSecret(vault, account.id);
      return {
        channel: channels[account.kind],
        connection: {
          accountId: account.id,
          address: account.address,
          settings: account.settings,
          secrets: { password },
        },
      };
    },
  };
}

async function openSecret(vault: Vault, accountId: string): Promise<string> {
  try {
    const password = await vault.get(vaultOwner(accountId), PASSWORD);
    if (password === null) throw new Trouble('credentials-missing');
    return password;
  } catch (error) {
    if (error instanceof SecretUnreadable) throw new Trouble('credentials-unreadable');
    if (error instanceof KeyMissing) throw new Trouble('encryption-key-missing');
    throw error;
  }
}
