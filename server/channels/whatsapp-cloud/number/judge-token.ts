import type { TroubleCode } from '../../../accounts/trouble';
import type { TokenSeen } from './read-token';

const DAY_MS = 24 * 3_600_000;
/** The token of "API setup" lives a day; an hour more for clocks that differ. */
const TEST_TOKEN_MS = 25 * 3_600_000;
/** Long enough to find whoever may make a new one. */
const WARN_MS = 14 * DAY_MS;

/** Both in one: the first to send and receive, the second to look and to subscribe. */
export const NEEDED_SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const;

export interface TokenVerdict {
  status: 'ok' | 'warning' | 'failed';
  code: TroubleCode | null;
}

export function judgeToken(token: TokenSeen, appId: string, now: number): TokenVerdict {
  if (!token.valid || (token.expiresAt !== null && token.expiresAt <= now))
    return { status: 'failed', code: 'whatsapp-token-refused' };
  if (token.appId !== null && token.appId !== appId) return { status: 'failed', code: 'whatsapp-app-refused' };
  if (token.expiresAt === null) return { status: 'ok', code: null };
  const left = token.expiresAt - now;
  if (token.type === 'USER' && left <= TEST_TOKEN_MS) return { status: 'failed', code: 'whatsapp-test-token' };
  return left <= WARN_MS ? { status: 'warning', code: 'whatsapp-token-expiring' } : { status: 'ok', code: null };
}

export const missingScopes = ({ scopes }: TokenSeen): string[] =>
  NEEDED_SCOPES.filter((scope) => !scopes.includes(scope));
