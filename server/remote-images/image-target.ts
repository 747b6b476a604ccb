import { Trouble } from '../accounts/trouble';
import type { NetworkPolicy } from '../security/address-policy';
import { resolveHost, type Lookup } from '../security/safe-connect';
import { ImageFailure } from './image-failure';

export interface ImageTarget {
  url: URL;
  /** The checked IP address to connect to; the name is never looked up a second time (DNS rebinding). */
  address: string;
  servername: string | undefined;
}

export interface TargetRules {
  policy: Pick<NetworkPolicy, 'allow'>;
  /** Ports that an address may name, besides none at all. */
  ports: readonly number[];
  lookup: Lookup;
}

/** Where one request for a picture may go. Asked anew for each redirect. Throws `ImageFailure`. */
export async function imageTarget(text: string, { policy, ports, lookup }: TargetRules): Promise<ImageTarget> {
  if (!URL.canParse(text)) throw new ImageFailure('image-address-refused');
  const url = new URL(text);
  const usual = url.protocol === 'https:' ? 443 : 80;
  const known = url.protocol === 'https:' || url.protocol === 'http:';
  // A user and password would be credentials that the sender of the mail chose.
  if (!known || url.username !== '' || url.password !== '' || !ports.includes(Number(url.port) || usual)) {
    throw new ImageFailure('image-address-refused');
  }
  try {
    const { addresses, servername } = await resolveHost(url.hostname, policy, lookup);
    const [address] = addresses;
    if (address === undefined) throw new ImageFailure('image-unreachable');
    return { url, address, servername };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    throw new ImageFailure(CODE[error.code] ?? 'image-unreachable', { cause: error });
  }
}

const CODE: Partial<Record<Trouble['code'], ImageFailure['code']>> = {
  'address-not-allowed': 'image-address-refused',
  'connection-timeout': 'image-timeout',
};
