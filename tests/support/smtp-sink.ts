import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Refusal {
  code: number;
  message: string;
}

/**
 * What the server does from now on; change it at any time.
 * - `data: 'accept-and-drop'`: takes and keeps the mail, and closes without the 250 (RFC 1047).
 * - `data: 'drop'`: closes after the final dot and keeps nothing.
 * - `data: { dropAfterBytes }`: closes in the middle of the mail.
 * - `data: 'hang'`: takes the mail and never answers.
 */
export interface SinkBehaviour {
  greeting?: Refusal;
  login?: Refusal;
  mailFrom?: (address: string) => Refusal | null;
  rcptTo?: (address: string) => Refusal | null;
  data?: Refusal | 'accept-and-drop' | 'drop' | 'hang' | { dropAfterBytes: number };
}

export interface ReceivedMail {
  from: string;
  to: string[];
  raw: Buffer;
  secure: boolean;
}

export interface SmtpSinkOptions {
  port?: number;
  /** User name to password; with none, everyone may send. */
  passwords?: Record<string, string>;
  /** PEM files. `implicit` speaks TLS from the first byte, otherwise STARTTLS is offered. */
  tls?: { cert: string; key: string; implicit?: boolean };
  /** What the server announces and checks, in bytes. */
  maxSize?: number;
}

export interface SmtpSink {
  readonly port: number;
  /** Every mail that was accepted, also where the answer was not given. */
  readonly mails: ReceivedMail[];
  /** User names that tried to log in, in order. */
  readonly logins: string[];
  behaviour: SinkBehaviour;
  setPassword(user: string, password: string): void;
  /** Resolves when `count` mails are there. */
  waitForMails(count: number, timeoutMs?: number): Promise<ReceivedMail[]>;
  stop(): Promise<void>;
}

const refuse = ({ code, message }: Refusal) => Object.assign(new Error(message), { responseCode: code });

export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const logins: string[] = [];
  const passwords = new Map(Object.entries(options.passwords ?? {}));
  const withLogin = options.passwords !== undefined;
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections) {
      if (connection.session.id === session.id) (connection._socket as { destroy(): void }).destroy();
    }
  };

  const sink: SmtpSink = {
    port: 0,
    mails,
    logins,
    behaviour: {},
    setPassword: (user, password) => void passwords.set(user, password),
    async waitForMails(count, timeoutMs = 20_000) {
      const until = Date.now() + timeoutMs;
      while (mails.length < count) {
        if (Date.now() > until) throw new Error(`${mails.length} of ${count} mails arrived within ${timeoutMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return mails;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of server.connections) (connection._socket as { destroy(): void }).destroy();
      }),
  };

  const server = new SMTPServer({
    name: 'sink.test',
    banner: 'canary-banner',
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 500,
    ...(options.maxSize === undefined ? {} : { size: options.maxSize }),
    ...(options.tls
      ? {
          secure: options.tls.implicit === true,
          cert: readFileSync(options.tls.cert),
          key: readFileSync(options.tls.key),
          disabledCommands: withLogin ? [] : ['AUTH'],
        }
      : { disabledCommands: ['STARTTLS', ...(withLogin ? [] : ['AUTH'])], allowInsecureAuth: true }),
    authMethods: ['PLAIN', 'LOGIN'],
    onConnect: (_session, callback) => callback(sink.behaviour.greeting ? refuse(sink.behaviour.greeting) : null),
    onAuth(auth, _session, callback) {
      logins.push(auth.username ?? '');
      if (sink.behaviour.login) return callback(refuse(sink.behaviour.login));
      const expected = passwords.get(auth.username ?? '');
      if (expected === undefined || expected !== auth.password) {
        return callback(refuse({ code: 535, message: '5.7.8 Authentication credentials invalid for canary-user' }));
      }
      return callback(null, { user: auth.username });
    },
    onMailFrom(address, _session, callback) {
      const refusal = sink.behaviour.mailFrom?.(address.address);
      callback(refusal ? refuse(refusal) : null);
    },
    onRcptTo(address, _session, callback) {
      const refusal = sink.behaviour.rcptTo?.(address.address);
      callback(refusal ? refuse(refusal) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        const { data } = sink.behaviour;
        if (typeof data === 'object' && 'dropAfterBytes' in data && size >= data.dropAfterBytes) hangUp(session);
      });
      stream.on('end', () => {
        const { data } = sink.behaviour;
        const { mailFrom, rcptTo } = session.envelope;
        const keep = () =>
          mails.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks),
            secure: session.secure,
          });
        if (data === 'hang') return;
        if (data === 'drop') return hangUp(session);
        if (data === 'accept-and-drop') {
          keep();
          return hangUp(session);
        }
        if (typeof data === 'object' && 'code' in data) return callback(refuse(data));
        if (stream.sizeExceeded) return callback(refuse({ code: 552, message: '5.3.4 Message too big' }));
        keep();
        return callback(null, '2.0.0 Ok: queued');
      });
    },
  });
  // A client that breaks off is what many tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  return Object.assign(sink, { port: (server.server.address() as AddressInfo).port });
}
