import { lookup as systemLookup } from 'node:dns/promises';
import { Trouble } from '../accounts/trouble';
import type { ConnectionSecurity } from '../api/contracts/accounts';
import {
  checkPort,
  isAddressAllowed,
  isInsecureAllowed,
  literalAddress,
  type MailProtocol,
  type NetworkPolicy,
} from './address-policy';

export interface MailServer {
  host: string;
  port: number;
  protocol: MailProtocol;
  security: ConnectionSecurity;
}

export interface ResolvedServer {
  /** Connect to this IP address and to no name: a second look-up could answer differently (DNS rebinding). */
  address: string;
  /** Every address that may be used, `address` first. */
  addresses: string[];
  /** For SNI and the certificate; undefined where the account names an IP address. */
  servername: string | undefined;
}

/** Every A and AAAA answer for a name. */
export type Lookup = (host: string) => Promise<{ address: string }[]>;

export const lookupAll: Lookup = (host) => systemLookup(host, { all: true, verbatim: true });

const NAME_DOES_NOT_EXIST = new Set(['ENOTFOUND', 'ENODATA']);
/** getaddrinfo has no time-out of its own, and a resolver that is away takes its time over many tries. */
const LOOKUP_TIMEOUT_MS = 10_000;

/**
 * Where a connection to this mail server may go. Throws `Trouble`: `port-not-allowed`, `host-not-found`,
 * `address-not-allowed` (none of the answers may be used; which address it was is told to nobody),
 * `insecure-not-allowed`, `connection-timeout` (the name service does not answer).
 */
export async function resolveMailServer(
  server: MailServer,
  policy: NetworkPolicy,
  lookup: Lookup = lookupAll
): Promise<ResolvedServer> {
  checkPort(server.port, server.protocol, policy);
  const { addresses: allowed, servername } = await resolveHost(server.host, policy, lookup);
  const usable = server.security === 'none' ? allowed.filter((address) => isInsecureAllowed(address, policy)) : allowed;
  const [address] = usable;
  if (address === undefined) throw new Trouble('insecure-not-allowed');
  return { address, addresses: usable, servername };
}

/**
 * The addresses behind a host that may be connected to, IPv4 first; never empty. `servername` is for SNI and the
 * certificate, undefined where the host is an address itself. Throws `Trouble`: `host-not-found`, `address-not-allowed`,
 * `connection-timeout`.
 */
export async function resolveHost(
  host: string,
  policy: Pick<NetworkPolicy, 'allow'>,
  lookup: Lookup = lookupAll
): Promise<{ addresses: string[]; servername: string | undefined }> {
  const literal = literalAddress(host);
  const answers = literal === null ? await lookUp(host, lookup) : [literal];
  const addresses = answers.filter((address) => isAddressAllowed(address, policy)).sort(ipv4First);
  if (addresses.length === 0) throw new Trouble('address-not-allowed');
  return { addresses, servername: literal === null ? host : undefined };
}

async function lookUp(host: string, lookup: Lookup): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Trouble('connection-timeout', 'name look-up')), LOOKUP_TIMEOUT_MS);
  });
  try {
    const answers = await Promise.race([lookup(host), timeout]);
    if (answers.length === 0) throw new Trouble('host-not-found');
    return answers.map(({ address }) => address);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw NAME_DOES_NOT_EXIST.has(code)
      ? new Trouble('host-not-found')
      : new Trouble('connection-timeout', `name look-up: ${code}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Servers without an IPv6 route are more common than mail servers without IPv4. */
const ipv4First = (a: string, b: string) => Number(a.includes(':')) - Number(b.includes(':'));
