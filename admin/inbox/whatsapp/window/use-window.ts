import { windowState, type WindowState } from '../../../../server/whatsapp/window';
import { onServer } from '../../../components/server-clock';
import { useMinuteClock } from '../../../components/use-minute-clock';
import { useSecondClock } from '../../../components/use-second-clock';

/** Counted with the server's clock, which decides. The list need not count seconds. */
export function useWindow(expiresAt: string | null, every: 'second' | 'minute'): WindowState {
  const useClock = every === 'second' ? useSecondClock : useMinuteClock;
  return windowState(expiresAt === null ? null : Date.parse(expiresAt), onServer(useClock()));
}
