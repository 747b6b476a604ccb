import type { ConnectionSecurity } from '../../../../server/api/contracts/accounts';

const USUAL: Record<'imap' | 'smtp', Record<ConnectionSecurity, number>> = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
};

/** The usual port (RFC 8314) for the security just chosen; null when somebody had entered a port of their own. */
export function suggestedPort(
  protocol: 'imap' | 'smtp',
  before: ConnectionSecurity,
  after: ConnectionSecurity,
  port: number | null
): number | null {
  if (port !== null && port !== USUAL[protocol][before]) return null;
  return USUAL[protocol][after];
}
