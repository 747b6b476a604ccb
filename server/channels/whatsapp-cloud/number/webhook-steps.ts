import type { TestStep } from '../../../api/contracts/accounts';
import type { ProviderState } from '../settings';
import { ok, warned } from './steps';

/** Whether Meta has found this host. Nobody can ask for it: it shows when it happens, so its absence is no failure. */
export const webhookSteps = ({ handshakeAt, lastEventAt }: ProviderState): TestStep[] => [
  // An event proves the address too: an app may have been set up before the account was.
  (handshakeAt ?? lastEventAt) ? ok('handshake') : warned('handshake', 'whatsapp-webhook-missing'),
  lastEventAt ? ok('event') : warned('event', 'whatsapp-no-event'),
];
