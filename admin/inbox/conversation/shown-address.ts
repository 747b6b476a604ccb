import type { AddressDto } from '../../../server/api/contracts/inbox';

export const shownAddress = ({ name, address }: AddressDto): string => (name ? `${name} <${address}>` : address);
