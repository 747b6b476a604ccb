import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port';
import type { Manifest } from './pack';

/** What `create-strapi` puts into a JavaScript project, and nothing of ours but the tarball. */
export async function writeFreshHost(directory: string, tarball: string, plugin: Manifest): Promise<void> {
  const at = (name: string): string => {
    const version = plugin.devDependencies[name];
    if (!version) throw new Error(`package.json does not pin ${name}`);
    return version;
  };
  const pinned = ['@strapi/strapi', 'better-sqlite3', 'react', 'react-dom', 'react-router-dom', 'styled-components'];
  const json = {
    name: 'fresh-host',
    private: true,
    version: '0.0.0',
    dependencies: { ...Object.fromEntries(pinned.map((name) => [name, at(name)])), [plugin.name]: `file:${tarball}` },
    strapi: { uuid: false, telemetryDisabled: true },
  };
  const secret = () => JSON.stringify(randomBytes(16).toString('hex'));
  const files: Record<string, string> = {
    'package.json': JSON.stringify(json, null, 2),
    'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: env.int('PORT'), app: { keys: [${secret()}] } });`,
    'config/admin.js': `module.exports = () => ({ serveAdminPanel: false, auth: { secret: ${secret()} }, apiToken: { salt: ${secret()} }, transfer: { token: { salt: ${secret()} } }, secrets: { encryptionKey: ${secret()} } });`,
    'config/api.js': `module.exports = {};`,
    'config/database.js': `module.exports = () => ({ connection: { client: 'sqlite', connection: { filename: '.tmp/data.db' }, useNullAsDefault: true } });`,
    'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];`,
    'src/index.js': `module.exports = { register() {}, bootstrap() {} };`,
    'public/uploads/.gitkeep': '',
    'src/api/.gitkeep': '',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(directory, name, '..'), { recursive: true });
    await writeFile(join(directory, name), content);
  }
  await mkdir(join(directory, '.tmp'), { recursive: true });
}

export interface RunningHost {
  url: string;
  log(): string;
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** `strapi start`, as an operator types it. */
export async function startFreshHost(directory: string, env: Record<string, string> = {}): Promise<RunningHost> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(directory, 'node_modules/@strapi/strapi/bin/strapi.js'), 'start'], {
    cwd: directory,
    env: { ...process.env, NODE_ENV: 'development', PORT: String(port), STRAPI_TELEMETRY_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  await untilHealthy(url, child, () => log);
  return {
    url,
    log: () => log,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(250)) {
    if (child.exitCode !== null) throw new Error(`the host ended with code ${child.exitCode}:\n${log()}`);
    if (await answers(url)) return;
  }
  child.kill('SIGKILL');
  throw new Error(`the host did not answer within two minutes:\n${log()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_health`)).status === 204;
  } catch (error) {
    // Nobody listens yet. Everything else that fetch rejects with has no cause of this kind.
    if (error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'ECONNREFUSED')
      return false;
    throw error;
  }
}
