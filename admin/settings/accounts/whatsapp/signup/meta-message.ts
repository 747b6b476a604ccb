import type { CompleteSignup } from '../../../../../server/api/contracts/whatsapp-signups';

/** The same as in the contract, whose file brings a schema library along that pages do without. */
const finishEvents: Record<CompleteSignup['event'], true> = {
  FINISH: true,
  FINISH_ONLY_WABA: true,
  FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING: true,
};
const FINISH_EVENTS = Object.keys(finishEvents) as CompleteSignup['event'][];

export type WindowReport =
  | {
      kind: 'finished';
      event: CompleteSignup['event'];
      wabaId: string;
      phoneNumberId?: string;
      businessId?: string;
    }
  | { kind: 'cancelled'; currentStep?: string; errorMessage?: string; errorId?: string; sessionId?: string };

/**
 * Does a message come from Meta's window? Its host as a whole: `evilfacebook.com` ends like Meta's. `dialogOrigin` is the
 * host's own setting.
 */
export function isMetaOrigin(origin: string, dialogOrigin: string): boolean {
  if (origin === dialogOrigin) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && (hostname === 'facebook.com' || hostname.endsWith('.facebook.com'));
}

/** What Meta's window says at its end; null for everything else that it posts. Meta: embedded-signup/implementation. */
export function readMetaMessage(data: unknown): WindowReport | null {
  const message = asObject(typeof data === 'string' ? parsed(data) : data);
  if (message?.type !== 'WA_EMBEDDED_SIGNUP') return null;
  const details = asObject(message.data) ?? {};
  const event = FINISH_EVENTS.find((one) => one === message.event);
  const wabaId = digits(details.waba_id);
  if (event && wabaId) {
    const phoneNumberId = digits(details.phone_number_id);
    const businessId = digits(details.business_id);
    return {
      kind: 'finished',
      event,
      wabaId,
      ...(phoneNumberId && { phoneNumberId }),
      ...(businessId && { businessId }),
    };
  }
  if (message.event !== 'CANCEL' && message.event !== 'ERROR') return null;
  const currentStep = text(details.current_step);
  const errorMessage = text(details.error_message);
  const errorId = text(details.error_id);
  const sessionId = text(details.session_id);
  return {
    kind: 'cancelled',
    ...(currentStep && { currentStep }),
    ...(errorMessage && { errorMessage }),
    ...(errorId && { errorId }),
    ...(sessionId && { sessionId }),
  };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    // The SDK posts texts of its own, which are no JSON.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 500) : '';
const digits = (value: unknown): string => (/^\d{5,25}$/.test(text(value)) ? text(value) : '');
