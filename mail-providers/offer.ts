import { forOwnDomains, providerOf } from './directory';
import type { ClosedProvider, MailProvider, ProviderServer } from './provider';

/** Servers and user name as the form holds them. */
export interface Login {
  imap: ProviderServer;
  smtp: ProviderServer;
  username: string;
}

/**
 * What an address tells about its servers. `guess`: nothing is known of the domain, and the servers are only names that
 * many hosts use.
 */
export type Offer =
  | { kind: 'provider'; domain: string; provider: MailProvider; login: Login }
  | { kind: 'guess'; domain: string; login: Login }
  | { kind: 'closed'; domain: string; provider: ClosedProvider };

const ADDRESS = /^([^\s@<>,;]+)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})$/i;

/** Null while the address is not complete. `hosterId` is who a person says hosts the mail of their own domain. */
export function offerFor(address: string, hosterId: string | null = null): Offer | null {
  const [, localPart, host] = ADDRESS.exec(address.trim()) ?? [];
  if (!localPart || !host) return null;
  const domain = host.toLowerCase();
  const whole = `${localPart}@${host}`;
  const provider = providerOf(domain) ?? forOwnDomains.find(({ id }) => id === hosterId) ?? null;
  if (provider === null) return { kind: 'guess', domain, login: guess(domain, whole) };
  if ('barrier' in provider) return { kind: 'closed', domain, provider };
  return {
    kind: 'provider',
    domain,
    provider,
    login: {
      imap: at(provider.imap, domain),
      smtp: at(provider.smtp, domain),
      username: provider.username === 'address' ? whole : localPart,
    },
  };
}

const at = (server: ProviderServer, domain: string): ProviderServer => ({
  ...server,
  host: server.host.replace('{domain-with-hyphens}', domain.replaceAll('.', '-')).replace('{domain}', domain),
});

const guess = (domain: string, address: string): Login => ({
  imap: { host: `imap.${domain}`, port: 993, security: 'tls' },
  smtp: { host: `smtp.${domain}`, port: 465, security: 'tls' },
  username: address,
});
