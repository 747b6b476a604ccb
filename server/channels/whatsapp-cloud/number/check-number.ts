import { TROUBLE, type TroubleCode } from '../../../accounts/trouble';
import type { TestStep } from '../../../api/contracts/accounts';
import type { WhatsAppStepName } from '../../../api/contracts/whatsapp-accounts';
import type { GraphClient } from '../graph/client';
import type { WhatsAppCloudSettings } from '../settings';
import { readNumber } from './read-number';
import { troubleOf } from './trouble-of';

/** Tries what the settings name, in the order in which one thing needs the other. */
export async function checkNumber(
  client: GraphClient,
  settings: WhatsAppCloudSettings,
  signal: AbortSignal
): Promise<TestStep[]> {
  const seen = await readNumber(client, settings.phoneNumberId, signal);
  if (seen.status === 'ok') return [ok('token'), ok('number')];
  return [failed('token', troubleOf(seen)?.code ?? 'whatsapp-number-unknown')];
}

const ok = (step: WhatsAppStepName): TestStep => ({
  target: 'whatsapp',
  step,
  status: 'ok',
  code: null,
  message: null,
  action: null,
});
const failed = (step: WhatsAppStepName, code: TroubleCode): TestStep => ({
  target: 'whatsapp',
  step,
  status: 'failed',
  code,
  message: TROUBLE[code].message,
  action: TROUBLE[code].action,
});
