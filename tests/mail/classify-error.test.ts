import { AuthenticationFailure, ImapFlowErrorCode } from 'imapflow';
import { describe, expect, it } from 'vitest';
import { TROUBLE } from '../../server/accounts/trouble';
import { BY_NETWORK_CODE, BY_RESPONSE_CODE, classifyError } from '../../server/channels/imap/classify-error';
import { classifySmtpError } from '../../server/channels/imap/classify-smtp-error';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('canary words'), { code, ...more });
const refusal = (responseStatus: string, more: object = {}) =>
  Object.assign(new Error('Command failed'), { responseStatus, ...more });
const login = (more: object) => refusal('NO', { authenticationFailed: true, ...more });
const codeOf = (error: unknown) => classifyError(error).code;

/** Mistakes of ours: they say nothing about the account's server. */
const OURS = new Set([
  'InstanceReused',
  'NoMailboxSelected',
  'UnsupportedTransportOption',
  'UnsupportedProxyAddress',
  'ERR_INVALID_URL',
  'ProxyError',
  'EPROXY',
  'MissingServerExtension',
  'PollFailed',
  'COMPRESS_TRAILING_DATA',
  'ResponseProcessingFailed',
  'InvalidStringValue',
  'InvalidTokenValue',
  'InvalidTextValue',
  'InvalidSequenceSet',
  'InvalidSearchQuery',
  'InvalidMessageContent',
]);

describe('errors of a connection', () => {
  it.each(Object.values(ImapFlowErrorCode))('%s of the IMAP library has a meaning, or is a mistake of ours', (code) => {
    expect(codeOf(withCode(code)) === 'internal-error').toBe(OURS.has(code));
  });

  it('lead only to troubles that exist', () => {
    for (const code of [...Object.values(BY_NETWORK_CODE), ...Object.values(BY_RESPONSE_CODE)])
      expect(TROUBLE).toHaveProperty([code]);
  });

  it.each(['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_TLS_HANDSHAKE_TIMEOUT'])(
    '%s is about TLS',
    (code) => {
      expect(codeOf(withCode(code))).toBe('tls-failed');
    }
  );

  it('take a code that was replaced from where it was kept', () => {
    expect(classifySmtpError(withCode('ESOCKET', { originalCode: 'CERT_HAS_EXPIRED' })).code).toBe(
      'tls-certificate-expired'
    );
  });

  it('pass a throttling on with what is left of the time asked for', () => {
    expect(classifyError(withCode('ETHROTTLE', { throttleReset: 90_000, throttleWaited: 30_000 }))).toMatchObject({
      code: 'throttled',
      retryAfterMs: 60_000,
    });
  });

  it('that are nothing known stay unknown', () => {
    for (const error of [new Error('x'), 'text', null, undefined, 7, {}]) expect(codeOf(error)).toBe('internal-error');
  });

  it('never tell the words of the server', () => {
    const errors = [
      withCode('canary with words'),
      login({ responseText: 'canary', serverResponseCode: 'AUTHENTICATIONFAILED canary' }),
      refusal('NO canary', { response: 'canary' }),
      withCode('ClosedAfterConnectText', { reason: 'canary' }),
    ];
    for (const error of errors)
      expect(`${classifyError(error).message} ${classifyError(error).detail}`).not.toMatch(/canary/i);
  });
});

describe('a refused login', () => {
  it.each([
    [{ serverResponseCode: 'AUTHENTICATIONFAILED', responseText: 'Authentication failed.' }, 'login-refused'],
    [
      { serverResponseCode: 'AUTHENTICATIONFAILED', responseText: 'Temporary? No, wrong password. Try again.' },
      'login-refused',
    ],
    [{ responseText: 'LOGIN failed.' }, 'login-refused'],
    [{ serverResponseCode: 'EXPIRED' }, 'login-refused'],
    [{ serverResponseCode: 'UNAVAILABLE', responseText: 'Temporary authentication failure.' }, 'server-unavailable'],
    [{ serverResponseCode: 'INUSE' }, 'server-unavailable'],
    [{ serverResponseCode: 'LIMIT' }, 'throttled'],
    [{ serverResponseCode: 'ALERT', responseText: 'Too many simultaneous connections. (Failure)' }, 'throttled'],
    [{ serverResponseCode: 'ALERT', responseText: 'Application-specific password required' }, 'login-refused'],
    [{ responseText: 'Internal server error, please try again later' }, 'server-unavailable'],
    [{ serverResponseCode: 'PRIVACYREQUIRED' }, 'insecure-not-allowed'],
  ])('%j is %s', (facts, code) => expect(codeOf(login(facts))).toBe(code));

  it('without a word of the server is told by its reason', () => {
    expect(codeOf(Object.assign(new AuthenticationFailure('Login is disabled'), { authenticationFailed: true }))).toBe(
      'insecure-not-allowed'
    );
    expect(
      codeOf(Object.assign(new AuthenticationFailure('No password configured'), { authenticationFailed: true }))
    ).toBe('credentials-missing');
  });
});

describe('a refused command', () => {
  it.each([
    [{ serverResponseCode: 'UNAVAILABLE' }, 'server-unavailable'],
    [{ serverResponseCode: 'LIMIT' }, 'throttled'],
    [{ serverResponseCode: 'NONEXISTENT' }, 'folder-missing'],
    [{ mailboxMissing: true }, 'folder-missing'],
    [{ serverResponseCode: 'NOPERM' }, 'mailbox-read-only'],
    [{ responseText: 'Request is throttled' }, 'throttled'],
    [{}, 'server-unavailable'],
  ])('%j is %s', (facts, code) => expect(codeOf(refusal('NO', facts))).toBe(code));
});

describe('a goodbye', () => {
  it.each([
    ['Too many connections', 'throttled'],
    ['Server shutting down, try again later', 'server-unavailable'],
    ['Logging out', 'connection-lost'],
  ])('%j is %s', (reason, code) => expect(codeOf(withCode('NoConnection', { reason }))).toBe(code));
});
