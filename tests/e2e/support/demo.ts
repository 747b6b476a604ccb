import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from '../../support/free-port';

export interface Person {
  email: string;
  password: string;
  role: 'super-admin' | 'manager' | 'agent';
}
interface MailServer {
  host: string;
  port: number;
  security: 'none';
  user: string;
  password: string;
}
/** What the demo writes to demo.json. */
export interface DemoFacts {
  adminUrl: string;
  users: Person[];
  imap: MailServer;
  smtp: MailServer;
  customerUrl: string;
  simulators: { meta: { url: string } };
}
export interface Demo {
  facts: DemoFacts;
  stop(): Promise<void>;
}

const READY = 'Conversations demo ready';
/** Long enough for a first build on a busy machine; with the build in place it is seconds. */
const READY_MS = 330_000;

/** The demo as users start it, as a process of its own, with a real Dovecot, on free ports and in a folder of its own. */
export async function startDemo({ seed = false } = {}): Promise<Demo> {
  const directory = await mkdtemp(join(tmpdir(), 'conversations-e2e-'));
  // Below root Dovecot runs as another user, who has to get through to the mailbox.
  await chmod(directory, 0o755);
  const [admin, imap, smtp, customer, meta] = await freePorts(5);
  const child = spawn(process.execPath, ['scripts/demo.mjs', ...(seed ? [] : ['--no-seed'])], {
    cwd: resolve('.'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...withoutTestRunner(process.env),
      DEMO_MAIL: 'dovecot',
      DEMO_DATA_DIR: directory,
      DEMO_PORT: String(admin),
      DEMO_MAIL_IMAP_PORT: String(imap),
      DEMO_MAIL_SMTP_PORT: String(smtp),
      DEMO_CUSTOMER_PORT: String(customer),
      DEMO_META_PORT: String(meta),
    },
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    await rm(directory, { recursive: true, force: true });
  };

  let said = '';
  try {
    await new Promise<void>((ready, failed) => {
      const timer = setTimeout(
        () => failed(new Error(`the demo is not ready after ${READY_MS} ms:\n${said}`)),
        READY_MS
      );
      const listen = (chunk: Buffer) => {
        said += chunk.toString('utf8');
        if (!said.includes(READY)) return;
        clearTimeout(timer);
        ready();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      void exited.then(() => (clearTimeout(timer), failed(new Error(`the demo ended by itself:\n${said}`))));
    });
    const facts = JSON.parse(await readFile(join(directory, 'demo.json'), 'utf8')) as DemoFacts;
    return { facts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The runner's own NODE_ENV would end up in the build that users get. */
function withoutTestRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_ENV' && !name.startsWith('VITEST')));
}

export function personOf(
  facts: DemoFacts,
  name: 'admin' | 'gerencia' | 'carmen' | 'javier' | 'lucia' | 'oliver'
): Person {
  const person = facts.users.find(({ email }) => email.startsWith(name));
  if (!person) throw new Error(`the demo has no ${name}`);
  return person;
}
