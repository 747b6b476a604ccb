import { ImapFlow, type MailboxObject } from 'imapflow';
import { Trouble } from '../../accounts/trouble';
import type { NetworkPolicy } from '../../security/address-policy';
import { resolveMailServer, type Lookup, type ResolvedServer } from '../../security/safe-connect';
import { LeaseLost, type Connection } from '../channel';
import { classifyError } from './classify-error';
import * as limits from './limits';
import type { ImapSecrets, ImapSettings } from './settings';

export type ImapTarget = Connection<ImapSettings, ImapSecrets>;

export interface NetworkDeps {
  network: NetworkPolicy;
  lookup?: Lookup;
  /** PEM of the only authority to trust. Node's own list (and NODE_EXTRA_CA_CERTS) without it. */
  trustedCa?: string;
}

/** How far an attempt to connect has come, for those who tell people about it. */
export interface Progress {
  resolved: boolean;
  connected: boolean;
  secured: boolean;
}

export const newProgress = (): Progress => ({ resolved: false, connected: false, secured: false });

/** One logged-in IMAP connection. Every failure of it comes out as `Trouble`. */
export interface ImapConnection {
  /** Milliseconds since it was opened. */
  readonly age: number;
  readonly isClosed: boolean;
  /** The folder that IDLE watches. */
  readonly selectedPath: string | null;
  /**
   * Runs commands under one deadline; when it passes, the connection is closed, since an unanswered command blocks all
   * that follow. An abort of the signal closes the connection too.
   */
  run<T>(operation: (client: ImapFlow) => Promise<T>, deadlineMs?: number): Promise<T>;
  /** EXAMINE: a fresh look at a folder that changes nothing in it, not even \Recent. */
  examine(path: string): Promise<MailboxObject>;
  /** Calls when the selected folder changes, and once when the connection ends. */
  onChange(listener: () => void): void;
  /** Says goodbye, briefly. Never throws. */
  end(): Promise<void>;
}

interface OpenOptions {
  signal: AbortSignal;
  /** Off for connections that are not there to wait. */
  idle?: boolean;
  progress?: Progress;
}

/** Connects and logs in. Throws `Trouble`. */
export async function openImap(target: ImapTarget, deps: NetworkDeps, options: OpenOptions): Promise<ImapConnection> {
  const { host, port, security } = target.settings.imap;
  const resolved = await resolveMailServer({ host, port, protocol: 'imap', security }, deps.network, deps.lookup);
  if (options.progress) options.progress.resolved = true;
  return connectToAny(resolved, (address) => openAt(address, resolved.servername, target, deps, options));
}

/** Tries the addresses of a server in turn, as long as nobody answers at them. */
export async function connectToAny<T>(
  { addresses }: ResolvedServer,
  connect: (address: string) => Promise<T>
): Promise<T> {
  const tried = addresses.slice(0, 3);
  for (const [index, address] of tried.entries()) {
    try {
      return await connect(address);
    } catch (error) {
      const unreachable =
        error instanceof Trouble && (error.code === 'connection-refused' || error.code === 'connection-timeout');
      if (!unreachable || index === tried.length - 1) throw error;
    }
  }
  throw new Trouble('host-not-found');
}

async function openAt(
  address: string,
  servername: string | undefined,
  target: ImapTarget,
  deps: NetworkDeps,
  { signal, idle = false, progress }: OpenOptions
): Promise<ImapConnection> {
  const client = new ImapFlow(clientOptions(address, servername, target, deps, idle));
  let failure: Error | null = null;
  const listeners: (() => void)[] = [];
  const notify = () => {
    for (const listener of listeners) listener();
  };
  // An `error` without a listener ends the whole process, and it may come before connect() has settled.
  client.on('error', (error) => {
    failure ??= error;
  });
  client.on('close', notify);
  client.on('exists', notify);

  const run = async <T>(
    operation: (client: ImapFlow) => Promise<T>,
    deadlineMs = limits.COMMAND_DEADLINE
  ): Promise<T> => {
    if (signal.aborted) throw new Trouble('connection-lost', 'aborted');
    let timer: NodeJS.Timeout | undefined;
    let abort: () => void = () => undefined;
    const cutOff = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Trouble('connection-timeout', 'deadline')), deadlineMs);
      abort = () => reject(new Trouble('connection-lost', 'aborted'));
      signal.addEventListener('abort', abort, { once: true });
    });
    try {
      return await Promise.race([operation(client), cutOff]);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      if (error instanceof Trouble) {
        if (error.detail === 'deadline' || error.detail === 'aborted') client.close();
        throw error;
      }
      // A command that was cut off only knows that the connection is gone; the connection knows why.
      throw classifyError(client.isClosed && failure ? failure : error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };

  try {
    await run(() => client.connect(), limits.OPEN_DEADLINE);
  } catch (error) {
    client.close();
    throw error;
  } finally {
    if (progress) {
      progress.connected = client.connectedAt !== null;
      progress.secured = progress.connected && client.secureConnection;
    }
  }
  const openedAt = performance.now();
  return {
    get age() {
      return performance.now() - openedAt;
    },
    get isClosed() {
      return client.isClosed;
    },
    get selectedPath() {
      return client.mailbox ? client.mailbox.path : null;
    },
    run,
    examine: (path) => run((imap) => imap.mailboxOpen(path, { readOnly: true })),
    onChange(listener) {
      listeners.push(listener);
    },
    async end() {
      if (client.isClosed) return;
      const goodbye = client.logout().catch(() => {
        // The connection is being given up anyway.
      });
      await Promise.race([goodbye, new Promise((resolve) => setTimeout(resolve, limits.LOGOUT_DEADLINE).unref())]);
      client.close();
    },
  };
}

function clientOptions(
  address: string,
  servername: string | undefined,
  target: ImapTarget,
  deps: NetworkDeps,
  idle: boolean
) {
  const { settings, secrets } = target;
  return {
    host: address,
    port: settings.imap.port,
    servername,
    secure: settings.imap.security === 'tls',
    // Unset would mean: go on in clear text where STARTTLS is not offered.
    doSTARTTLS: settings.imap.security === 'starttls',
    auth: { user: settings.username, pass: secrets.password },
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2' as const,
      ...(deps.trustedCa ? { ca: deps.trustedCa } : {}),
    },
    // Its records hold commands and answers: mail addresses, subjects, folder names.
    logger: false as const,
    emitLogs: false,
    clientInfo: {
      name: 'Conversations',
      version: false as const,
      vendor: false as const,
      'support-url': false as const,
    },
    // Plain IMAP4rev1 is all that is needed; every extension is another way for a server to be wrong.
    disableCompression: true,
    disableAutoEnable: true,
    disableIMAP4rev2: true,
    disableAutoIdle: !idle,
    autoIdleDelay: limits.AUTO_IDLE_DELAY,
    maxIdleTime: limits.MAX_IDLE_TIME,
    idHashAlgorithm: 'sha256',
    connectionTimeout: limits.CONNECT_TIMEOUT,
    greetingTimeout: limits.GREETING_TIMEOUT,
    socketTimeout: limits.SOCKET_TIMEOUT,
    maxLineLength: limits.MAX_LINE_LENGTH,
    maxLiteralSize: limits.MAX_LITERAL_SIZE,
    maxResponseSize: limits.MAX_RESPONSE_SIZE,
  };
}
