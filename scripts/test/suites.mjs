const minutes = (count) => count * 60_000;

/** What has to hold before any suite makes sense. Each counts as one test. */
export const CHECKS = [
  { name: 'build', command: ['npm', 'run', '--silent', 'build'], timeout: minutes(5) },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'], timeout: minutes(5) },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'], timeout: minutes(5) },
];

/**
 * Vitest projects by lane. Those of a lane run one after the other, the lanes beside each other: most of the time goes into
 * waiting, for a retry, a poll, a boot on one core, and each file has its own hosts, servers and databases. `forks`: how
 * many files at once, 1 where it is not said. `long` is the time-out under `--long`, where it is another.
 */
export const LANES = [
  [
    {
      name: 'integration',
      services: ['dovecot', 'postgres', 'openssl'],
      needsBuild: true,
      forks: 3,
      timeout: minutes(40),
      long: minutes(120),
    },
    { name: 'package', services: [], needsBuild: true, timeout: minutes(10) },
  ],
  [
    { name: 'unit', services: ['openssl'], timeout: minutes(10) },
    { name: 'mail', services: ['dovecot', 'openssl'], timeout: minutes(10) },
    { name: 'e2e', services: ['dovecot', 'chromium'], needsBuild: true, timeout: minutes(40) },
  ],
];

export const SUITES = LANES.flat();

export const SERVICE_NAMES = [...new Set(SUITES.flatMap((suite) => suite.services))];
