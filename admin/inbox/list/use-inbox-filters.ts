import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { InboxFilters } from '../../api/inbox';
import { readFilters, writeFilters } from './filters-in-url';

/** The filters live in the URL: they survive a reload and can be sent to a colleague. */
export function useInboxFilters(): [InboxFilters, (change: InboxFilters) => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const change = useCallback(
    (next: InboxFilters) => setParams((before) => writeFilters(before, next), { replace: true }),
    [setParams]
  );
  return [filters, change];
}
