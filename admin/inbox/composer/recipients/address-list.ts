import type { AddressDto } from '../../../../server/api/contracts/inbox';

/** Only a first look; the server decides what an address is. */
const LOOKS_LIKE_ADDRESS = /^[^\s@<>,;"()]+@[^\s@<>,;"()]+$/;
/** What the server allows in no name, since headers are made of them. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN_IN_NAME = /[\u0000-\u001f\u007f-\u009f\u2028\u2029<>]/g;

/** `Ana <ana@example.com>` or `ana@example.com`; null when it is neither. */
export function parseAddress(text: string): AddressDto | null {
  const trimmed = text.trim();
  const open = trimmed.lastIndexOf('<');
  const [name, address] =
    open >= 0 && trimmed.endsWith('>')
      ? [trimmed.slice(0, open).trim().replace(/^"|"$/g, ''), trimmed.slice(open + 1, -1).trim()]
      : ['', trimmed];
  return LOOKS_LIKE_ADDRESS.test(address) ? { name, address: address.toLowerCase() } : null;
}

/** Splits what was typed or pasted; `rest` is what is no address. */
export function parseAddresses(text: string): { addresses: AddressDto[]; rest: string } {
  const addresses: AddressDto[] = [];
  const rest: string[] = [];
  for (const part of text.split(/[,;\n]/)) {
    if (!part.trim()) continue;
    const address = parseAddress(part);
    if (address) addresses.push(address);
    else rest.push(part.trim());
  }
  return { addresses, rest: rest.join(', ') };
}

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
