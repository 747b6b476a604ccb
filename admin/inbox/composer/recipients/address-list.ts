import type { AddressDto } from '../../../../server/api/contracts/inbox';
import { splitAddresses } from './split-addresses';

/** Only a first look; the server decides what an address is. */
const LOOKS_LIKE_ADDRESS = /^[^\s@<>,;"()]+@[^\s@<>,;"()]+$/;
/** What the server allows in no name, since headers are made of them. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN_IN_NAME = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]/g;

/** What a draft can hold; more than that is no address whatever it is. */
const MAX_UNREAD = 320;
const MAX_NAME = 200;

export const looksLikeAddress = ({ address }: AddressDto): boolean => LOOKS_LIKE_ADDRESS.test(address);

/** `Ana <ana@example.com>` or `ana@example.com`; null when it is neither. */
export function parseAddress(text: string): AddressDto | null {
  const trimmed = text.trim();
  const open = trimmed.lastIndexOf('<');
  const [name, address] =
    open >= 0 && trimmed.endsWith('>')
      ? [unquoted(trimmed.slice(0, open).trim()).slice(0, MAX_NAME), trimmed.slice(open + 1, -1).trim()]
      : ['', trimmed];
  return LOOKS_LIKE_ADDRESS.test(address) && address.length <= MAX_UNREAD
    ? { name, address: address.toLowerCase() }
    : null;
}

const unquoted = (name: string): string => (/^".*"$/s.test(name) ? name.slice(1, -1).replace(/\\(.)/gs, '$1') : name);

/** Splits what was typed or pasted. What is no address stays in its place, for its writer to correct. */
export const parseAddresses = (text: string): AddressDto[] =>
  splitAddresses(text)
    .flatMap((piece) => {
      const words = piece.split(/\s+/);
      return words.length > 1 && words.every((word) => LOOKS_LIKE_ADDRESS.test(word)) ? words : [piece];
    })
    .map((piece) => parseAddress(piece) ?? { name: '', address: piece.slice(0, MAX_UNREAD) });

/** Without those that are in the list already. */
export const addAddresses = (list: AddressDto[], more: AddressDto[]): AddressDto[] => [
  ...list,
  ...more.filter(
    ({ address }, at) =>
      !list.some((known) => known.address.toLowerCase() === address) &&
      more.findIndex((other) => other.address === address) === at
  ),
];

/** As the server takes it: a name is a courtesy, so what it may not hold is left out. */
export function toAddressInput({ name, address }: AddressDto): { name?: string; address: string } {
  const clean = name.replace(FORBIDDEN_IN_NAME, ' ').replace(/\s+/g, ' ').trim().slice(0, 120);
  return clean ? { name: clean, address } : { address };
}
