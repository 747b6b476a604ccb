import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostData } from './host-data';
import { hostEnvironment, type HostSettings } from './host-environment';

const ENTRY = fileURLToPath(new URL('./host-process.cjs', import.meta.url));
const CRASH_PRELOAD = fileURLToPath(new URL('./crash-preload.cjs', import.meta.url));
const BOOT_MS = 90_000;

export interface SpawnSettings extends HostSettings {
  /** `label#n`: the process kills itself the n-th time it passes this crash point. */
  crashAt?: string;
  /** `label#n`: the process stops itself there (SIGSTOP) until it is thawed. */
  freezeAt?: string;
  /** A file that gets one line for each crash point passed. */
  crashLog?: string;
}

export interface HostExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface HostRoute {
  methods: string[];
  path: string;
}

export interface SpawnedHost {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<HostExit>;
  /** Everything the process wrote so far. */
  log(): string;
  routes(): Promise<HostRoute[]>;
  resetEventLoopDelay(): Promise<void>;
  /** In milliseconds, since the last reset. */
  eventLoopDelayP99(): Promise<number>;
  /** As a power cut: no handler runs. */
  kill(): Promise<HostExit>;
  /** As an operator would: SIGTERM, and the process ends by itself. */
  stop(): Promise<HostExit>;
  /** SIGSTOP and SIGCONT: an owner that sleeps past its lease. */
  freeze(): void;
  thaw(): void;
}

/** The boot ended before the host listened; `log` says why. */
export class BootFailed extends Error {
  constructor(
    readonly exit: HostExit,
    readonly log: string
  ) {
    super(`the host ended before it was ready (code ${exit.code}, signal ${exit.signal}):\n${log}`);
    this.name = 'BootFailed';
  }
}

export async function spawnHost(data: HostData, settings: SpawnSettings = {}): Promise<SpawnedHost> {
  const process = launch(data, settings);
  const pid = process.child.pid;
  if (pid === undefined) throw new BootFailed(await process.exited, process.log());
  const url = await untilReady(process);
  return {
    url,
    pid,
    exited: process.exited,
    log: process.log,
    routes: () => askForRoutes(process.child),
    resetEventLoopDelay: async () => void (await askForDelay(process.child, true)),
    eventLoopDelayP99: () => askForDelay(process.child, false),
    kill: () => end(process, 'SIGKILL'),
    stop: () => end(process, 'SIGTERM'),
    freeze: () => void process.child.kill('SIGSTOP'),
    thaw: () => void process.child.kill('SIGCONT'),
  };
}

interface Launched {
  child: ChildProcess;
  exited: Promise<HostExit>;
  log: () => string;
}

function launch(data: HostData, settings: SpawnSettings): Launched {
  const child = fork(ENTRY, [], {
    execArgv: ['--require', CRASH_PRELOAD],
    env: {
      ...process.env,
      ...hostEnvironment(data, settings),
      CRASH_AT: settings.crashAt ?? '',
      FREEZE_AT: settings.freezeAt ?? '',
      CRASH_LOG: settings.crashLog ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  // `close` comes after the last output, `exit` may come before it.
  const exited = new Promise<HostExit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, exited, log: () => log };
}

async function untilReady({ child, exited, log }: Launched): Promise<string> {
  const tooLong = setTimeout(() => child.kill('SIGKILL'), BOOT_MS);
  try {
    return await Promise.race([
      waitFor(child, 'ready').then((message) => String(message['url'])),
      exited.then((exit) => Promise.reject(new BootFailed(exit, log()))),
    ]);
  } finally {
    clearTimeout(tooLong);
  }
}

function waitFor(child: ChildProcess, type: string): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown) => {
      const record = message as Record<string, unknown>;
      if (record['type'] !== type) return;
      child.off('message', onMessage);
      resolve(record);
    };
    child.on('message', onMessage);
  });
}

async function askForRoutes(child: ChildProcess): Promise<HostRoute[]> {
  const answer = waitFor(child, 'routes');
  child.send({ type: 'routes' });
  return (await answer)['routes'] as HostRoute[];
}

async function askForDelay(child: ChildProcess, reset: boolean): Promise<number> {
  const answer = waitFor(child, 'delay');
  child.send({ type: 'delay', reset });
  return Number((await answer)['p99']);
}

async function end({ child, exited }: Launched, signal: NodeJS.Signals): Promise<HostExit> {
  // A stopped process takes no SIGTERM before it goes on.
  child.kill('SIGCONT');
  child.kill(signal);
  return exited;
}
