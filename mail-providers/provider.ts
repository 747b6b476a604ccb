export interface ProviderServer {
  /** `{domain}` stands for the domain of the address, `{domain-with-hyphens}` for the same without dots. */
  host: string;
  port: number;
  security: 'tls' | 'starttls';
}

/**
 * What people have to know beside the servers. `app-password`: the usual password is refused. `app-password-with-2fa`:
 * only where two-step verification is on. `mail-password`: the provider has a password for mail programs alone.
 * `switch-on-imap`: IMAP is off until it is allowed in the webmail's settings. `paid-plan`: not in the free plan.
 * `google`: an app password until the account is connected by signing in to Google.
 */
export const PROVIDER_NOTES = [
  'app-password',
  'app-password-with-2fa',
  'mail-password',
  'switch-on-imap',
  'paid-plan',
  'google',
] as const;
export type ProviderNote = (typeof PROVIDER_NOTES)[number];

/** A provider whose mailboxes are read by IMAP and written by SMTP, with a password. */
export interface MailProvider {
  id: string;
  name: string;
  /** Domains of the mailboxes, in lower case. None where the mailboxes have the domains of customers. */
  domains: readonly string[];
  imap: ProviderServer;
  smtp: ProviderServer;
  username: 'address' | 'local-part';
  notes: readonly ProviderNote[];
  /** The provider's page with these settings; it is also where they were taken from. */
  help: string;
  /** Where an app password is made. */
  appPasswords?: string;
}

/**
 * Why a mailbox cannot be connected by IMAP and password. `no-basic-auth`: the provider takes no passwords for it any
 * more. `bridge`: only through a program of the provider that runs next to the mail client. `no-imap`: not at all.
 */
export const BARRIERS = ['no-basic-auth', 'bridge', 'no-imap'] as const;
export type Barrier = (typeof BARRIERS)[number];

export interface ClosedProvider {
  id: string;
  name: string;
  domains: readonly string[];
  barrier: Barrier;
  help: string;
}
