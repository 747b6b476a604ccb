import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Trouble } from '../../accounts/trouble';
import { resolveMailServer } from '../../security/safe-connect';
import { classifySmtpError } from './classify-smtp-error';
import { connectToAny, type ImapTarget, type NetworkDeps, type Progress } from './connection';
import * as limits from './limits';

/** Waiting for the answer to a whole mail: RFC 5321 section 4.5.3.2.6 gives the server ten minutes. */
const SMTP_SOCKET_TIMEOUT = 10 * 60_000;

/** A greeted, encrypted SMTP connection. */
export interface SmtpConnection {
  readonly client: SMTPConnection;
  /** Throws `Trouble`. Does nothing where the server offers no AUTH: such relays know their clients by address. */
  login(): Promise<void>;
  /** Never throws. */
  end(): void;
}

/** Connects up to and without the login. Throws `Trouble`. */
export async function openSmtp(
  target: ImapTarget,
  deps: NetworkDeps,
  { signal, progress }: { signal: AbortSignal; progress?: Progress }
): Promise<SmtpConnection> {
  const { host, port, security } = target.settings.smtp;
  const resolved = await resolveMailServer({ host, port, protocol: 'smtp', security }, deps.network, deps.lookup);
  if (progress) progress.resolved = true;
  return connectToAny(resolved, (address) => connectAt(address, resolved.servername, target, deps, signal, progress));
}

async function connectAt(
  address: string,
  servername: string | undefined,
  target: ImapTarget,
  deps: NetworkDeps,
  signal: AbortSignal,
  progress?: Progress
): Promise<SmtpConnection> {
  const { port, security } = target.settings.smtp;
  const client = new SMTPConnection({
    host: address,
    port,
    servername,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Not the name of this host, which is nobody's business.
    name: target.address.slice(target.address.lastIndexOf('@') + 1),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(deps.trustedCa ? { ca: deps.trustedCa } : {}) },
    logger: false,
    // A private address that was allowed may be on an interface that nodemailer would not count.
    allowInternalNetworkInterfaces: true,
    connectionTimeout: limits.CONNECT_TIMEOUT,
    greetingTimeout: limits.GREETING_TIMEOUT,
    socketTimeout: SMTP_SOCKET_TIMEOUT,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1024,
  });

  // Errors come between commands too, after QUIT for one, and an `error` without a listener ends the whole process.
  client.on('error', () => undefined);

  const until = <T>(
    deadlineMs: number,
    start: (done: (error: unknown, result?: T) => void) => void
  ): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      const finish = (error: unknown, result?: T) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        client.removeListener('error', finish);
        if (error) reject(classifySmtpError(error));
        else resolve(result);
      };
      const abort = () => {
        finish(new Trouble('connection-lost', 'aborted'));
        client.close();
      };
      const timer = setTimeout(() => {
        finish(new Trouble('connection-timeout', 'deadline'));
        client.close();
      }, deadlineMs);
      signal.addEventListener('abort', abort, { once: true });
      client.on('error', finish);
      if (signal.aborted) abort();
      else start(finish);
    });

  try {
    await until(limits.OPEN_DEADLINE, (done) => client.connect((error) => done(error)));
  } catch (error) {
    client.close();
    throw error;
  } finally {
    if (progress) {
      progress.connected = client.stage === 'connected';
      progress.secured = progress.connected && client.secure;
    }
  }

  return {
    client,
    async login() {
      if (!client.allowsAuth) return;
      const { username } = target.settings;
      const { password } = target.secrets;
      await until(limits.OPEN_DEADLINE, (done) =>
        client.login({ user: username, pass: password }, (error) => done(error))
      );
    },
    end() {
      if (client.destroyed) return;
      client.quit();
      // A server that never answers QUIT.
      setTimeout(() => client.close(), limits.LOGOUT_DEADLINE).unref();
    },
  };
}
