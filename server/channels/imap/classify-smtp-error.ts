import { Trouble, type TroubleCode } from '../../accounts/trouble';
import { classifyError } from './classify-error';

/** What nodemailer puts on its errors; each may be missing. */
export interface SmtpFailure {
  code?: unknown;
  originalCode?: unknown;
  command?: unknown;
  message?: unknown;
  /** The server's whole answer. */
  response?: unknown;
  responseCode?: unknown;
  timeoutType?: unknown;
}

const BY_TIMEOUT: Readonly<Record<string, TroubleCode>> = {
  CONNECT_TIMEOUT: 'connection-timeout',
  GREETING_TIMEOUT: 'not-a-mail-server',
  UPGRADE_TIMEOUT: 'tls-failed',
  SOCKET_TIMEOUT: 'connection-timeout',
};

const TOO_MUCH = /too many|throttl|rate limit|exceed|concurrent|slow down|quota/i;

/** An answer in 4yz to anything: the server will say something else later (RFC 5321 section 4.2.1). */
export function temporaryRefusal(responseCode: number, response: string): Trouble {
  const detail = `SMTP ${responseCode}`;
  // 432 is Exchange's for too many connections at once.
  return new Trouble(responseCode === 432 || TOO_MUCH.test(response) ? 'throttled' : 'server-unavailable', detail);
}

/** Codes that say "log in first" or "not with this password", in answer to whatever command (RFC 4954 section 6). */
export const isLoginRefusal = (responseCode: number) =>
  responseCode === 530 || responseCode === 534 || responseCode === 535;

/** An error of connecting, TLS or login, or a connection that broke. Never holds the server's words. */
export function classifySmtpError(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (typeof error !== 'object' || error === null) return classifyError(error);
  const failure: SmtpFailure = error;
  const responseCode = Number(failure.responseCode) || 0;
  const response = typeof failure.response === 'string' ? failure.response : '';
  const detail = responseCode ? `SMTP ${responseCode}` : `SMTP ${String(failure.code ?? 'error')}`;

  if (failure.code === 'EAUTH') {
    if (responseCode >= 400 && responseCode < 500) return temporaryRefusal(responseCode, response);
    if (responseCode === 538) return new Trouble('insecure-not-allowed', detail);
    return new Trouble(responseCode ? 'login-refused' : 'credentials-missing', detail);
  }
  if (failure.code === 'ETLS')
    return new Trouble(failure.command === 'STARTTLS' && responseCode ? 'tls-not-offered' : 'tls-failed', detail);
  if (typeof failure.timeoutType === 'string') {
    return new Trouble(BY_TIMEOUT[failure.timeoutType] ?? 'connection-timeout', `SMTP ${failure.timeoutType}`);
  }
  if (responseCode >= 400 && responseCode < 500) return temporaryRefusal(responseCode, response);
  // A server that knows no EHLO knows no STARTTLS (RFC 3207).
  if (responseCode >= 500 && failure.command === 'EHLO') return new Trouble('tls-not-offered', detail);
  if (responseCode >= 500)
    return new Trouble(isLoginRefusal(responseCode) ? 'login-refused' : 'server-unavailable', detail);
  if (failure.code === 'EPROTOCOL') return new Trouble('not-a-mail-server', detail);
  if (failure.code === 'ECONNECTION' && !failure.originalCode) return new Trouble('connection-lost', detail);
  // The file store, not the server, failed while the mail was read.
  if (failure.code === 'ESTREAM') return new Trouble('internal-error', detail);
  return classifyError(error);
}
