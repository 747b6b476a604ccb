import { defineConfig } from 'vitest/config';

/** Long runs (200 crashes instead of 20, and the like) are asked for with `npm run test:long`. */
const long = process.env['LONG'] === '1';
const minutes = (count: number) => count * 60_000;

export default defineConfig({
  test: {
    environment: 'node',
    globals: false,
    passWithNoTests: false,
    // Each file gets a fresh process: Strapi keeps its registries in globals. One at a time, since they share memory and
    // two cores with Dovecot, PostgreSQL and Chromium; `npm test` lets those that mostly wait run two at a time.
    poolOptions: { forks: { minForks: 1, maxForks: 1 } },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          pool: 'threads',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'mail',
          include: ['tests/mail/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-setup.ts'],
          pool: 'forks',
          testTimeout: minutes(long ? 30 : 3),
          hookTimeout: minutes(2),
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          pool: 'forks',
          testTimeout: minutes(8),
          hookTimeout: minutes(8),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          pool: 'forks',
          testTimeout: minutes(3),
          hookTimeout: minutes(6),
        },
      },
    ],
  },
});
