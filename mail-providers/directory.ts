import { closed } from './closed';
import { europe } from './europe';
import { hosters } from './hosters';
import { latinAmerica } from './latin-america';
import type { ClosedProvider, MailProvider } from './provider';
import { worldwide } from './worldwide';

export const providers: readonly MailProvider[] = [...worldwide, ...latinAmerica, ...europe, ...hosters];
export const closedProviders: readonly ClosedProvider[] = closed;

/** What a person with a domain of their own may choose from. */
export const forOwnDomains: readonly (MailProvider | ClosedProvider)[] = [
  ...providers.filter(({ domains }) => domains.length === 0),
  ...closed.filter(({ id }) => id === 'microsoft-365'),
];

const byDomain = new Map<string, MailProvider | ClosedProvider>();
for (const provider of [...providers, ...closed]) {
  for (const domain of provider.domains) byDomain.set(domain, provider);
}

/** Tenants of Microsoft 365 have names below this domain; no other domain of the list is shared out like that. */
const TENANTS = 'onmicrosoft.com';

export const providerOf = (domain: string): MailProvider | ClosedProvider | null =>
  byDomain.get(domain) ?? (domain.endsWith(`.${TENANTS}`) ? (byDomain.get(TENANTS) ?? null) : null);
