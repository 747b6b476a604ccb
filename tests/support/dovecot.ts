import { execFileSync, spawnSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { aclFile, dovecotConfig, passwordFile, type DovecotConfig } from './dovecot-config';
import { freePorts } from './free-port';

export interface DovecotOptions {
  /** Kept when it is given, else a temporary folder that goes with `stop`. */
  directory?: string;
  /** PEM files of a certificate: IMAP over TLS and STARTTLS. Without it neither is there. */
  tls?: { cert: string; key: string };
  /** User name to password. Users can be added later with `setPassword`. */
  passwords?: Record<string, string>;
  /** Users whose mailboxes can be read and not written. */
  readOnlyUsers?: string[];
  /** Makes Dovecot's submission service pass mail on to this SMTP server. */
  relay?: { host: string; port: number };
  /** 'Sent' by default; null for a server that has no folder for sent mail and marks none. */
  sentFolder?: string | null;
  imapPort?: number;
}

export interface Dovecot {
  readonly directory: string;
  readonly imapPort: number;
  /** Implicit TLS; answers only with `tls`. */
  readonly imapsPort: number;
  readonly lmtpPort: number;
  readonly submissionPort: number;
  /** Adds a user or changes the password; open sessions go on. */
  setPassword(user: string, password: string): Promise<void>;
  /** Delivers a mail by LMTP, as a mail transfer agent does. */
  deliver(user: string, raw: string | Buffer): Promise<void>;
  /** Runs doveadm against this server and answers what it printed. */
  doveadm(...args: string[]): string;
  /** Ends the sessions of this user, where there are any. */
  kick(user: string): void;
  /** Ends the server and every session at once, without a word to the clients. */
  kill(): Promise<void>;
  start(): Promise<void>;
  restart(): Promise<void>;
  log(): Promise<string>;
  stop(): Promise<void>;
}

const DOVECOT = ['/usr/sbin/dovecot', '/usr/bin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path));

/** EX_NOHOST of sysexits.h, by which doveadm says that nobody was connected. */
const NOBODY_THERE = 68;

/** Dovecot does not run sessions as root: then the files and processes belong to `nobody`. */
function runAs(): { name: string; uid?: number; gid?: number } {
  const self = userInfo();
  if (self.uid !== 0) return { name: self.username };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { name: 'nobody', uid: id('-u'), gid: id('-g') };
}

export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  if (!DOVECOT)
    throw new Error('dovecot is missing; on Debian: apt-get install dovecot-imapd dovecot-lmtpd dovecot-submissiond');
  const dovecot = DOVECOT;
  const user = runAs();
  const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.gid };
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'dovecot-')));
  const own = async (path: string, mode?: number) => {
    if (mode !== undefined) await chmod(path, mode);
    if (user.uid !== undefined && user.gid !== undefined) await chown(path, user.uid, user.gid);
  };
  for (const name of ['', 'run', 'state', 'mail']) {
    await mkdir(join(directory, name), { recursive: true });
    await own(join(directory, name), 0o755);
  }
  const place = async (name: string, content: string) => {
    const path = join(directory, name);
    // Renamed into place: Dovecot sees another inode and reads it anew, and never half of it.
    await writeFile(`${path}.new`, content, { mode: 0o600 });
    await own(`${path}.new`);
    await rename(`${path}.new`, path);
    return path;
  };

  const [imapPort, imapsPort, lmtpPort, submissionPort] = (await freePorts(4)) as [number, number, number, number];
  const tls = options.tls
    ? {
        cert: await place('cert.pem', await readFile(options.tls.cert, 'utf8')),
        key: await place('key.pem', await readFile(options.tls.key, 'utf8')),
      }
    : null;
  const config: DovecotConfig = {
    directory,
    user: user.name,
    imapPort: options.imapPort ?? imapPort,
    imapsPort,
    lmtpPort,
    submissionPort,
    tls,
    relay: options.relay ?? null,
    readOnlyUsers: options.readOnlyUsers ?? [],
    sentFolder: options.sentFolder === undefined ? 'Sent' : options.sentFolder,
  };
  const passwords = new Map(Object.entries(options.passwords ?? {}));
  await place('passwords', passwordFile(passwords));
  await place('acl', aclFile(config.readOnlyUsers));
  const configFile = await place('dovecot.conf', dovecotConfig(config));
  const logFile = join(directory, 'dovecot.log');
  const readLog = async () => (existsSync(logFile) ? readFile(logFile, 'utf8') : '');

  let master: ChildProcess | null = null;
  let guard: ChildProcess | null = null;
  const start = async () => {
    const child = spawn(dovecot, ['-F', '-c', configFile], {
      ...identity,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    master = child;
    guard = child.pid === undefined ? null : killWithUs(child.pid);
    for (let tries = 0; tries < 200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`dovecot did not start: ${complaints}${await readLog()}`);
      if ((await answers(config.imapPort)) && (await answers(config.lmtpPort))) return;
      await sleep(50);
    }
    throw new Error(`dovecot does not answer: ${complaints}${await readLog()}`);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const child = master;
    master = null;
    guard?.kill('SIGKILL');
    guard = null;
    if (!child?.pid || child.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // The whole process group: killing only the master would leave the sessions running.
    process.kill(-child.pid, signal);
    await Promise.race([gone, sleep(5_000)]);
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  };

  await start();
  return {
    directory,
    imapPort: config.imapPort,
    imapsPort,
    lmtpPort,
    submissionPort,
    start,
    async setPassword(name, password) {
      passwords.set(name, password);
      await place('passwords', passwordFile(passwords));
    },
    deliver: (recipient, raw) => deliverByLmtp(lmtpPort, recipient, raw),
    doveadm: (...args) =>
      execFileSync('doveadm', ['-c', configFile, ...args], { ...identity, encoding: 'utf8', cwd: directory }),
    kick(user) {
      const { status, stderr } = spawnSync('doveadm', ['-c', configFile, 'kick', user], {
        ...identity,
        cwd: directory,
      });
      if (status !== 0 && status !== NOBODY_THERE) throw new Error(`doveadm kick: ${status} ${stderr.toString()}`);
    },
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
    log: readLog,
    async stop() {
      await end('SIGTERM');
      if (!options.directory) await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Ends the process group when this process is gone, however it went: its end of the pipe closes then. A test run that is
 * killed would leave its servers behind otherwise.
 */
function killWithUs(group: number): ChildProcess {
  const watcher = spawn('sh', ['-c', `cat > /dev/null; kill -KILL -${group}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return watcher;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });

function deliverByLmtp(port: number, recipient: string, raw: string | Buffer): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  return new Promise<void>((resolve, reject) => {
    connection.once('error', reject);
    connection.connect((refused) => {
      if (refused) return reject(refused);
      connection.send({ from: 'sender@outside.test', to: [recipient] }, raw, (error, info) => {
        connection.quit();
        if (error) return reject(error);
        if (info.rejectedErrors?.[0]) return reject(info.rejectedErrors[0]);
        return resolve();
      });
    });
  });
}
