import { TROUBLE, type TroubleCode } from '../../../accounts/trouble';
import type { TestStep } from '../../../api/contracts/accounts';
import { WHATSAPP_STEPS, type WhatsAppStepName } from '../../../api/contracts/whatsapp-accounts';

const plain = (step: WhatsAppStepName, status: 'ok' | 'skipped'): TestStep => ({
  target: 'whatsapp',
  step,
  status,
  code: null,
  message: null,
  action: null,
});
const told = (
  step: WhatsAppStepName,
  status: 'warning' | 'failed',
  code: TroubleCode,
  detail?: string | null
): TestStep => ({
  target: 'whatsapp',
  step,
  status,
  code,
  message: TROUBLE[code].message,
  action: TROUBLE[code].action,
  ...(detail ? { detail } : {}),
});

export const ok = (step: WhatsAppStepName): TestStep => plain(step, 'ok');
export const skipped = (step: WhatsAppStepName): TestStep => plain(step, 'skipped');
export const warned = (step: WhatsAppStepName, code: TroubleCode, detail?: string | null): TestStep =>
  told(step, 'warning', code, detail);
export const failed = (step: WhatsAppStepName, code: TroubleCode, detail?: string | null): TestStep =>
  told(step, 'failed', code, detail);

/** All steps in their order; what never ran is `skipped`. */
export const inOrder = (done: readonly TestStep[]): TestStep[] =>
  WHATSAPP_STEPS.map((name) => done.find(({ step }) => step === name) ?? skipped(name));

const NO_OBSTACLE: ReadonlySet<string> = new Set([
  'whatsapp-not-registered',
  'whatsapp-not-subscribed',
  'whatsapp-restricted',
  'whatsapp-billing-blocked',
]);

/**
 * Before the account is kept: what its page will offer to put right is no reason not to keep it, and neither is what keeps
 * it from sending alone, since customers' messages come in meanwhile.
 */
export const beforeSaving = (steps: TestStep[]): TestStep[] =>
  steps.map((step) =>
    step.status === 'failed' && step.code && NO_OBSTACLE.has(step.code) ? { ...step, status: 'warning' } : step
  );
