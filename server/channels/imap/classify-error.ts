import { Trouble, type TroubleCode } from '../../accounts/trouble';

/**
 * What an error of a mail connection means for the account. The words of a server are never passed on: banners and
 * login answers may name users, and some servers echo what they were sent. Details are codes only.
 */
interface ErrorFacts {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  /** Node's code where nodemailer put its own into `code`. */
  originalCode?: unknown;
  authenticationFailed?: unknown;
  tlsFailed?: unknown;
  mailboxMissing?: unknown;
  /** NO or BAD. */
  responseStatus?: unknown;
  responseText?: unknown;
  /** RFC 5530 and others, such as UNAVAILABLE. */
  serverResponseCode?: unknown;
  /** The text of a BYE. */
  reason?: unknown;
  throttleReset?: unknown;
  throttleWaited?: unknown;
}

/** Errors of sockets, name services and TLS. Exported for the tests, which check that no code is unknown to `TROUBLE`. */
export const BY_NETWORK_CODE: Readonly<Record<string, TroubleCode>> = {
  // A download hands on what ended it: the file store's full volume, too.
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  ENOTFOUND: 'host-not-found',
  ENODATA: 'host-not-found',
  EAI_AGAIN: 'connection-timeout',
  ECONNREFUSED: 'connection-refused',
  ETIMEDOUT: 'connection-timeout',
  ETIMEOUT: 'connection-timeout',
  CONNECT_TIMEOUT: 'connection-timeout',
  EHOSTUNREACH: 'connection-timeout',
  EHOSTDOWN: 'connection-timeout',
  ENETUNREACH: 'connection-timeout',
  EADDRNOTAVAIL: 'connection-timeout',
  // A server of another protocol waits for us to speak first, as one that expects TLS does.
  GREETING_TIMEOUT: 'not-a-mail-server',
  ECONNRESET: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  EPIPE: 'connection-lost',
  ERR_STREAM_PREMATURE_CLOSE: 'connection-lost',
  NoConnection: 'connection-lost',
  EConnectionClosed: 'connection-lost',
  StateLogout: 'connection-lost',
  ClosedAfterConnectText: 'connection-lost',
  ClosedAfterConnectTLS: 'connection-lost',
  LockTimeout: 'connection-timeout',
  UPGRADE_TIMEOUT: 'tls-failed',
  STARTTLS_INJECTION: 'tls-failed',
  EPROTO: 'tls-failed',
  CERT_HAS_EXPIRED: 'tls-certificate-expired',
  CERT_NOT_YET_VALID: 'tls-certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-host-mismatch',
  HOSTNAME_MISMATCH: 'tls-host-mismatch',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-certificate-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-certificate-untrusted',
  CERT_UNTRUSTED: 'tls-certificate-untrusted',
  CERT_REJECTED: 'tls-certificate-untrusted',
  CERT_REVOKED: 'tls-certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-certificate-untrusted',
  CERT_CHAIN_TOO_LONG: 'tls-certificate-untrusted',
  INVALID_CA: 'tls-certificate-untrusted',
  INVALID_PURPOSE: 'tls-certificate-untrusted',
  PATH_LENGTH_EXCEEDED: 'tls-certificate-untrusted',
  // The answer to our ClientHello was text.
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-a-mail-server',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-a-mail-server',
  ERR_SSL_HTTP_REQUEST: 'not-a-mail-server',
  InvalidResponse: 'not-a-mail-server',
  UnexpectedTag: 'not-a-mail-server',
  MissingTag: 'not-a-mail-server',
  LineTooLarge: 'not-a-mail-server',
  LiteralTooLarge: 'not-a-mail-server',
  ResponseTooLarge: 'not-a-mail-server',
  TooManyTokens: 'not-a-mail-server',
  TooManyResponses: 'not-a-mail-server',
  MAX_IMAP_NESTING_REACHED: 'not-a-mail-server',
  DownloadIncomplete: 'server-unavailable',
  DownloadOverflow: 'server-unavailable',
  NotFound: 'folder-missing',
};

/** Response codes of a refused command (RFC 5530, RFC 9051 section 7.1). */
export const BY_RESPONSE_CODE: Readonly<Record<string, TroubleCode>> = {
  UNAVAILABLE: 'server-unavailable',
  INUSE: 'server-unavailable',
  SERVERBUG: 'server-unavailable',
  CONTACTADMIN: 'server-unavailable',
  LIMIT: 'throttled',
  NONEXISTENT: 'folder-missing',
  TRYCREATE: 'folder-missing',
  NOPERM: 'mailbox-read-only',
  'READ-ONLY': 'mailbox-read-only',
};

/** A refused login is about the password unless the server says that it is about itself. */
const LOGIN_IS_NOT_AT_FAULT = new Set(['UNAVAILABLE', 'INUSE', 'SERVERBUG', 'LIMIT']);

/** Without a response code only the words tell; Gmail and Exchange have none for these. */
const TOO_MUCH = /too many|throttl|rate limit|exceeded.*limit|simultaneous|concurrent|slow down|bandwidth/i;
const FOR_NOW = /temporar|try again|later|unavailable|internal (server )?error|not connected/i;

export function classifyError(error: unknown): Trouble {
  if (error instanceof Trouble) return error;
  if (typeof error !== 'object' || error === null) return new Trouble('internal-error', typeof error);
  const facts: ErrorFacts = error;
  const code = textOf(facts.originalCode) || textOf(facts.code);
  const detail = detailOf(facts, code);

  if (code === 'ETHROTTLE') return new Trouble('throttled', detail, remainingWait(facts));
  if (facts.authenticationFailed === true) return new Trouble(refusedLogin(facts), detail);
  if (code === 'ECONNRESET' && textOf(facts.message).includes('before secure TLS connection'))
    return new Trouble('tls-failed', detail);
  const byCode = BY_NETWORK_CODE[code];
  if (byCode === 'connection-lost' && facts.reason !== undefined)
    return new Trouble(farewell(textOf(facts.reason)), detail);
  if (byCode) return new Trouble(byCode, detail);
  if (code.startsWith('ParserError')) return new Trouble('not-a-mail-server', detail);
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return new Trouble('tls-failed', detail);
  if (facts.tlsFailed === true) return new Trouble('tls-not-offered', detail);
  if (facts.mailboxMissing === true) return new Trouble('folder-missing', detail);
  if (facts.responseStatus === 'NO' || facts.responseStatus === 'BAD')
    return new Trouble(refusedCommand(facts), detail);
  return new Trouble('internal-error', detail);
}

function refusedLogin(facts: ErrorFacts): TroubleCode {
  const responseCode = textOf(facts.serverResponseCode);
  if (LOGIN_IS_NOT_AT_FAULT.has(responseCode)) return BY_RESPONSE_CODE[responseCode] ?? 'server-unavailable';
  if (responseCode === 'PRIVACYREQUIRED' || textOf(facts.message) === 'Login is disabled')
    return 'insecure-not-allowed';
  if (textOf(facts.message) === 'No password configured') return 'credentials-missing';
  // AUTHENTICATIONFAILED and its kin say whose fault it is, whatever words follow.
  if (responseCode !== '' && responseCode !== 'ALERT') return 'login-refused';
  const words = textOf(facts.responseText);
  if (TOO_MUCH.test(words)) return 'throttled';
  return FOR_NOW.test(words) ? 'server-unavailable' : 'login-refused';
}

function refusedCommand(facts: ErrorFacts): TroubleCode {
  const byCode = BY_RESPONSE_CODE[textOf(facts.serverResponseCode)];
  if (byCode) return byCode;
  return TOO_MUCH.test(textOf(facts.responseText)) ? 'throttled' : 'server-unavailable';
}

/** A BYE says why the connection ends; a plain end needs no reason. */
function farewell(reason: string): TroubleCode {
  if (TOO_MUCH.test(reason)) return 'throttled';
  return FOR_NOW.test(reason) ? 'server-unavailable' : 'connection-lost';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** imapflow waits out part of what the server asks for by itself. */
function remainingWait(facts: ErrorFacts): number | undefined {
  const asked = Number(facts.throttleReset);
  if (!Number.isFinite(asked) || asked <= 0) return undefined;
  return Math.max(0, asked - (Number(facts.throttleWaited) || 0));
}

function detailOf(facts: ErrorFacts, code: string): string {
  const tokens = [code || textOf(facts.name), textOf(facts.responseStatus), textOf(facts.serverResponseCode)];
  return tokens.filter((token) => /^[A-Za-z0-9_-]{1,60}$/.test(token)).join(' ') || 'unknown';
}
