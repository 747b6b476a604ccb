import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findPostgres } from './postgres.mjs';

/** The programs that the suites run against, and the Debian packages that bring them. */
export const SERVICES = {
  dovecot: {
    title: 'Dovecot',
    packages: ['dovecot-imapd', 'dovecot-lmtpd', 'dovecot-submissiond'],
    present: () =>
      ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp', '/usr/lib/dovecot/submission'].every(
        (path) => existsSync(path)
      ),
  },
  postgres: { title: 'PostgreSQL', packages: ['postgresql'], present: () => findPostgres() !== null },
  chromium: {
    title: 'Chromium',
    packages: ['chromium', 'fonts-dejavu-core'],
    present: () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'),
  },
  openssl: { title: 'OpenSSL', packages: ['openssl'], present: () => existsSync('/usr/bin/openssl') },
};

/**
 * Installs what is missing where that is possible (Debian, root).
 *
 * @returns {Record<string, string>} for each service that is not there, why.
 */
export function ensureServices(names, log) {
  const missing = names.filter((name) => !SERVICES[name].present());
  if (missing.length === 0) return {};
  const packages = missing.flatMap((name) => SERVICES[name].packages);
  const obstacle = whyNoInstall();
  if (!obstacle) {
    log(`installing ${packages.join(', ')}`);
    // RUNLEVEL=1 keeps the packages' own scripts from starting system services: the suites start private ones.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const apt = (...args) => execFileSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    try {
      apt('update');
      apt('install', '-y', '--no-install-recommends', ...packages);
    } catch (error) {
      log(`apt-get failed: ${error.message}`);
    }
  }
  const hint = `${obstacle ?? 'it could not be installed'}; apt-get install ${packages.join(' ')}`;
  return Object.fromEntries(names.filter((name) => !SERVICES[name].present()).map((name) => [name, hint]));
}

function whyNoInstall() {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return 'there is no apt-get here';
  if (process.getuid?.() !== 0) return 'installing needs root';
  return null;
}
