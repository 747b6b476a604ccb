import ipaddr from 'ipaddr.js';
import { Trouble } from '../accounts/trouble';

/** The part of the plugin config that says where connections may go. */
export interface NetworkPolicy {
  /** Addresses and CIDR ranges that may be reached although they are not public. */
  allow: readonly string[];
  /** Addresses and CIDR ranges to which a connection without encryption is allowed. */
  allowInsecure: readonly string[];
  imapPorts: readonly number[];
  smtpPorts: readonly number[];
}

export type MailProtocol = 'imap' | 'smtp';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * The address that a host text stands for by itself, in its usual form; null for a name. Takes brackets and the short,
 * decimal, octal and hexadecimal forms of IPv4 (`127.1`, `2130706433`, `0x7f000001`), which resolvers take too and
 * `net.isIP` does not know.
 */
export function literalAddress(host: string): string | null {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return parse(bare)?.toString() ?? null;
}

/** Public unicast, or named in `allow`. What cannot be read as an address is not allowed. */
export function isAddressAllowed(address: string, policy: Pick<NetworkPolicy, 'allow'>): boolean {
  const parsed = parse(address);
  if (!parsed) return false;
  return isPublic(parsed) || matches(parsed, policy.allow);
}

export function isInsecureAllowed(address: string, policy: Pick<NetworkPolicy, 'allowInsecure'>): boolean {
  const parsed = parse(address);
  return parsed !== null && matches(parsed, policy.allowInsecure);
}

/** Throws `port-not-allowed`: the plugin must not be a scanner of whatever listens in the host's network. */
export function checkPort(port: number, protocol: MailProtocol, policy: NetworkPolicy): void {
  const ports = protocol === 'imap' ? policy.imapPorts : policy.smtpPorts;
  if (!ports.includes(port)) throw new Trouble('port-not-allowed');
}

/** All of IPv6 that is given out for public use (RFC 4291 section 2.4); the library takes the rest for unicast too. */
const GLOBAL_UNICAST = ['2000::/3'];

const isPublic = (address: Address) =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || matches(address, GLOBAL_UNICAST));

/** IPv4-mapped IPv6 is read as the IPv4 address that the system would connect to. */
function parse(text: string): Address | null {
  if (!ipaddr.isValid(text)) return null;
  return ipaddr.process(text);
}

function matches(address: Address, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    const [network, bits] = readRange(range);
    return network.kind() === address.kind() && address.match(network, bits);
  });
}

function readRange(range: string): [Address, number] {
  if (range.includes('/')) return ipaddr.parseCIDR(range);
  const network = ipaddr.process(range);
  return [network, network.kind() === 'ipv4' ? 32 : 128];
}
