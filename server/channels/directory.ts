import type { Account, MailAccount, WhatsAppAccount } from '../accounts/account';
import { Trouble } from '../accounts/trouble';
import type { AccountKind } from '../api/contracts/accounts';
import { KeyMissing, SecretUnreadable, type Vault } from '../security/vault';
import type { Connection } from './channel';
import type { ImapSecrets, ImapSettings } from './imap/settings';
import type { MailChannel } from './mail-channel';
import type { WhatsAppChannel } from './whatsapp-channel';
import type { WhatsAppCloudSecrets, WhatsAppCloudSettings } from './whatsapp-cloud/settings';

export type AnyMailChannel = MailChannel<ImapSettings, ImapSecrets>;
export type AnyMailConnection = Connection<ImapSettings, ImapSecrets>;
export type AnyWhatsAppChannel = WhatsAppChannel<WhatsAppCloudSettings, WhatsAppCloudSecrets>;
export type AnyWhatsAppConnection = Connection<WhatsAppCloudSettings, WhatsAppCloudSecrets>;

export interface Channels {
  imap: AnyMailChannel;
  'whatsapp-cloud': AnyWhatsAppChannel;
}

export const vaultOwner = (accountId: string) => `account:${accountId}`;

/** Names of the secrets in the vault, by kind. */
export const SECRET = {
  imap: { password: 'password' },
  /** `pin`: of the number's two-step verification, where we know it: only with it can the number be registered again. */
  'whatsapp-cloud': { appSecret: 'app-secret', accessToken: 'access-token', pin: 'pin' },
} as const satisfies Record<AccountKind, Record<string, string>>;

interface Ready<Channel, Connection> {
  channel: Channel;
  connection: Connection;
}

/**
 * The channels by kind, and an account made ready to connect with its secrets from the vault. `mail` and `whatsApp`
 * reject with `Trouble` when the secrets are missing or cannot be opened: no login is tried without.
 */
export interface ChannelDirectory {
  readonly channels: Channels;
  mail(account: MailAccount): Promise<Ready<AnyMailChannel, AnyMailConnection>>;
  whatsApp(account: WhatsAppAccount): Promise<Ready<AnyWhatsAppChannel, AnyWhatsAppConnection>>;
}

export function createChannelDirectory(channels: Channels, vault: Vault): ChannelDirectory {
  const secret = (account: Account, field: string) => openSecret(vault, account.id, field);
  return {
    channels,
    async mail(account) {
      const { id: accountId, address, settings } = account;
      const secrets = { password: await secret(account, SECRET.imap.password) };
      return { channel: channels.imap, connection: { accountId, address, settings, secrets } };
    },
    async whatsApp(account) {
      const { id: accountId, address, settings } = account;
      const names = SECRET['whatsapp-cloud'];
      const secrets = {
        appSecret: await secret(account, names.appSecret),
        accessToken: await secret(account, names.accessToken),
      };
      return { channel: channels['whatsapp-cloud'], connection: { accountId, address, settings, secrets } };
    },
  };
}

async function openSecret(vault: Vault, accountId: string, field: string): Promise<string> {
  try {
    const secret = await vault.get(vaultOwner(accountId), field);
    if (secret === null) throw new Trouble('credentials-missing');
    return secret;
  } catch (error) {
    if (error instanceof SecretUnreadable) throw new Trouble('credentials-unreadable');
    if (error instanceof KeyMissing) throw new Trouble('encryption-key-missing');
    throw error;
  }
}
