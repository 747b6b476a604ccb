import { windowState, type WindowState } from '../../../../server/whatsapp/window';
import { onServer } from '../../../components/server-clock';
import { useMinuteClock } from '../../../components/use-minute-clock';
import { useSecondClock } from '../../../components/use-second-clock';

/** Counted with the server's clock, which decides. */
const windowAt = (expiresAt: string | null, here: number): WindowState =>
  windowState(expiresAt === null ? null : Date.parse(expiresAt), onServer(here));

/** Where many are shown, nobody counts seconds. */
export const useWindow = (expiresAt: string | null): WindowState => windowAt(expiresAt, useMinuteClock());

/** To the second, for whoever is writing. */
export const useExactWindow = (expiresAt: string | null): WindowState => windowAt(expiresAt, useSecondClock());

export const isWindowOpen = ({ state }: WindowState): boolean => state === 'open' || state === 'closing';
