import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFreshHost, writeFreshHost, type RunningHost } from './fresh-host';
import { manifest, pack, REPOSITORY, type Manifest, type Tarball } from './pack';

const run = promisify(execFile);
const MAX_TARBALL_BYTES = 3 * 1024 * 1024;
const PUBLISHED = /^(dist\/|docs\/|(package\.json|README\.md|LICENSE|CHANGELOG\.md)$)/;

let directory: string;
let tarball: Tarball;
let plugin: Manifest;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conversations-package-'));
  plugin = await manifest();
  tarball = await pack(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the package', () => {
  it('passes the check of the plugin kit without a complaint', async () => {
    const kit = join(REPOSITORY, 'node_modules/.bin/strapi-plugin');
    const { stdout, stderr } = await run(kit, ['verify'], { cwd: REPOSITORY });
    expect(`${stdout}\n${stderr}`).not.toMatch(/\b(warn|error)/i);
  });

  it('holds the built files and documents and nothing else', () => {
    expect(tarball.files.filter((file) => !PUBLISHED.test(file))).toEqual([]);
    expect(['package.json', 'README.md', 'LICENSE'].filter((file) => !tarball.files.includes(file))).toEqual([]);
    expect(tarball.size).toBeLessThan(MAX_TARBALL_BYTES);
  });

  it('holds every file that its exports name', () => {
    const named = Object.values(plugin.exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.entries(target).flatMap(exported)))
      .map((path) => path.replace(/^\.\//, ''));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !tarball.files.includes(path))).toEqual([]);
  });
});

describe('a fresh Strapi host with the package', () => {
  let host: RunningHost;

  beforeAll(async () => {
    const app = join(directory, 'host');
    await writeFreshHost(app, tarball.path, plugin);
    console.log('npm install of a fresh host …');
    await run(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'],
      {
        cwd: app,
        maxBuffer: 64 * 1024 * 1024,
      }
    );
    // The only install script this host needs compiles SQLite for minutes; the same version lies compiled here.
    const compiled = 'node_modules/better-sqlite3/build';
    await cp(join(REPOSITORY, compiled), join(app, compiled), { recursive: true });
    console.log('strapi start …');
    host = await startFreshHost(app);
  });
  afterAll(async () => {
    if (host) expect(await host.stop()).toEqual({ code: 0, signal: null });
  });

  it('boots without an error in its log', () => {
    expect(host.log()).not.toMatch(/\berror\b/i);
  });

  it('asks who is there before it answers', async () => {
    const answer = await fetch(`${host.url}/conversations/accounts`);
    expect(answer.status).toBe(401);
  });

  it('answers the super admin, with no account yet', async () => {
    const person = {
      firstname: 'Olga',
      lastname: 'Owner',
      email: 'owner@example.test',
      password: 'Prueba-2026-segura',
    };
    const registered = await fetch(`${host.url}/admin/register-admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    });
    const { data } = (await registered.json()) as { data: { token: string } };
    const answer = await fetch(`${host.url}/conversations/accounts`, {
      headers: { authorization: `Bearer ${data.token}` },
    });
    expect(await answer.json()).toMatchObject({ data: [] });
    expect(answer.status).toBe(200);
  });
});

/** `source` names files of the repository, which are not published. */
function exported([condition, path]: [string, string]): string[] {
  return condition === 'source' ? [] : [path];
}
