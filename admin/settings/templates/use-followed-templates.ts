import { useGetTemplatesQuery } from '../../api/templates';

const WATCH_MS = 3_000;
const LOOK_MS = 15_000;

/** All templates, looked at again while Meta has one before it: its answer appears by itself. */
export function useFollowedTemplates() {
  const { data } = useGetTemplatesQuery();
  const waits = data?.some(({ state }) => state === 'submitting' || state === 'pending') === true;
  return useGetTemplatesQuery(undefined, {
    refetchOnMountOrArgChange: true,
    pollingInterval: waits ? WATCH_MS : LOOK_MS,
  });
}
