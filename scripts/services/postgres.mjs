import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN_ROOT = '/usr/lib/postgresql';

/** The folder of the newest installed server's programs, or null. Debian keeps them out of PATH. */
export function findPostgres() {
  if (!existsSync(DEBIAN_ROOT)) return null;
  const versions = readdirSync(DEBIAN_ROOT).filter((name) => existsSync(join(DEBIAN_ROOT, name, 'bin/initdb')));
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest ? join(DEBIAN_ROOT, newest, 'bin') : null;
}

/**
 * Starts a cluster of its own on a free loopback port, in a folder that is removed at the end. The system's cluster is
 * not touched.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` is a superuser's, on the database `postgres`.
 */
export async function startPostgres() {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const owner = serverUser();
  const root = mkdtempSync(join(tmpdir(), 'conversations-postgres-'));
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(root, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) for (const path of [root, passwordFile]) chownSync(path, owner.uid, owner.gid);

  const data = join(root, 'data');
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'tests',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-N',
    ],
    { ...owner, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }
  );
  const port = await freePort();
  // The cluster is thrown away, so it need not survive a power cut. It does have to survive our own processes' crashes.
  const settings = {
    fsync: 'off',
    max_connections: 200,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: root,
    port,
  };
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...owner, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }
  );
  const closed = new Promise((resolve) => server.once('close', resolve));
  const killAtExit = () => server.kill('SIGKILL');
  process.once('exit', killAtExit);
  try {
    await untilReady(server);
  } catch (error) {
    server.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgres://tests:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', killAtExit);
      // SIGINT is PostgreSQL's fast shutdown: open sessions are cut off.
      server.kill('SIGINT');
      await closed;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after 30 s:\n${log}`)), 30_000);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}:\n${log}`)));
    // The server writes its log for ever: keep reading, or it blocks on a full pipe.
    server.stderr.on('data', (chunk) => {
      if (log.length < 100_000) log += chunk;
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
