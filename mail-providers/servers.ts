import type { ProviderServer } from './provider';

/** TLS from the first byte, on the ports of RFC 8314 section 3.3. */
export const imaps = (host: string): ProviderServer => ({ host, port: 993, security: 'tls' });
export const smtps = (host: string): ProviderServer => ({ host, port: 465, security: 'tls' });

/** For the few that document nothing better. */
export const imapStarttls = (host: string): ProviderServer => ({ host, port: 143, security: 'starttls' });
export const submission = (host: string): ProviderServer => ({ host, port: 587, security: 'starttls' });
