import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dovecotConfig } from './dovecot-config.mjs';

const PROGRAM = ['/usr/sbin/dovecot', '/usr/bin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path));
const START_TRIES = 200;
const STOP_MS = 3000;

/** The company's mailbox on a real Dovecot, for those who have it installed (DEMO_MAIL=dovecot). */
export async function startMailbox({ directory, host, port: wantedPort, user, password }) {
  if (!PROGRAM) throw new Error('DEMO_MAIL=dovecot needs Dovecot; on Debian: apt-get install dovecot-imapd');
  const account = runAs();
  const port = wantedPort || (await freePort(host));
  const inbox = join(directory, 'Maildir');
  // Sockets have short paths (108 characters) and are of no use after a restart.
  const run = await mkdtemp(join(tmpdir(), 'demo-dovecot-'));
  // Dovecot links its configuration into its base folder, so the file itself lies beside that.
  for (const path of [
    run,
    join(run, 'base'),
    directory,
    inbox,
    ...['new', 'cur', 'tmp'].map((name) => join(inbox, name)),
  ]) {
    await mkdir(path, { recursive: true });
    await own(path, account);
  }
  await chmod(run, 0o755);
  const passwords = join(run, 'passwords');
  const config = join(run, 'dovecot.conf');
  await writeFile(passwords, `${user}:{PLAIN}${password}::::::\n`, { mode: 0o600 });
  await writeFile(config, dovecotConfig({ run, account, host, port, home: directory, passwords }));
  await Promise.all([passwords, config].map((path) => own(path, account)));

  const { uid, gid } = account;
  const child = spawn(PROGRAM, ['-F', '-c', config], {
    uid,
    gid,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await untilItAnswers(child, host, port);

  return {
    kind: 'dovecot',
    port,
    /** Maildir: complete in tmp, then renamed into new. Dovecot takes INTERNALDATE from the file's time. */
    async deliver(raw, receivedAt) {
      const name = `${Math.floor(receivedAt.getTime() / 1000)}.${randomUUID()}.demo`;
      const draft = join(inbox, 'tmp', name);
      await writeFile(draft, raw, { mode: 0o600 });
      await own(draft, account);
      await utimes(draft, receivedAt, receivedAt);
      await rename(draft, join(inbox, 'new', name));
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        const late = wait(STOP_MS, 'late');
        // The whole group: the sessions are processes of their own.
        if ((await Promise.race([exited, late])) === 'late') process.kill(-child.pid, 'SIGKILL');
      }
      await rm(run, { recursive: true, force: true });
    },
  };
}

/** Dovecot runs no session as root: then everything belongs to `nobody`. */
function runAs() {
  const self = userInfo();
  const group = (name) => execFileSync('id', ['-gn', name], { encoding: 'utf8' }).trim();
  if (self.uid !== 0) return { name: self.username, group: group(self.username) };
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { name: 'nobody', group: group('nobody'), uid: id('-u'), gid: id('-g') };
}

async function own(path, { uid, gid }) {
  if (uid !== undefined) await chown(path, uid, gid);
}

async function freePort(host) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, host, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilItAnswers(child, host, port) {
  for (let tries = 0; tries < START_TRIES; tries++) {
    if (child.exitCode !== null) throw new Error(`Dovecot ended with ${child.exitCode}; what it said stands above.`);
    if (await answers(host, port)) return;
    await wait(50);
  }
  throw new Error('Dovecot does not answer.');
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
