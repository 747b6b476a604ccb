import { useEffect, useState } from 'react';
import type { AddressDto } from '../../../../server/api/contracts/inbox';
import type { WritingPlace } from '../writing-place';
import { useGetRecipientsQuery } from '../../../api/recipients';

const PAUSE_MS = 200;
const NOBODY: AddressDto[] = [];

/** People whom the typed letters may mean, without those that are in the field already. */
export function useSuggestions(place: WritingPlace, typed: string, taken: AddressDto[], wanted: boolean) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { currentData } = useGetRecipientsQuery({ place, q: asked }, { skip: !wanted });
  if (!wanted) return NOBODY;
  return (currentData ?? NOBODY).filter(({ address }) => !taken.some((known) => known.address === address));
}
