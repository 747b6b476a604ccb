import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failuresOf, readSuite, summary } from '../../../scripts/test/report.mjs';

const VITEST = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const IMPORT = `import { it, expect } from ${JSON.stringify(VITEST.replace('vitest.mjs', 'dist/index.js'))};\n`;

// Each starts a test run of its own.
vi.setConfig({ testTimeout: 120_000 });

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'conversations-report-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs vitest over these files and reads its report the way the test script does. */
function run(files: Record<string, string>) {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(directory, name), IMPORT + code);
  const report = join(directory, 'report.json');
  const { status } = spawnSync(
    process.execPath,
    [VITEST, 'run', '--root', directory, '--reporter=json', `--outputFile.json=${report}`],
    { env: { ...process.env, VITEST: '', VITEST_MODE: '' }, stdio: 'ignore', timeout: 100_000 }
  );
  return readSuite('unit', report, { code: status, timedOut: false, seconds: 1 });
}

it('counts passed, failed and skipped tests', () => {
  const row = run({
    'a.test.js': `it('one', () => {}); it('two', () => {}); it.skip('three', () => {});`,
    'b.test.js': `it('four', () => expect(1).toBe(2));`,
  });
  expect(row).toMatchObject({ passed: 2, failed: 1, skipped: 1 });
  const failures = failuresOf('unit', join(directory, 'report.json'));
  expect(failures).toEqual([expect.stringMatching(/^unit: b\.test\.js > four: .*expected 1 to be 2/)]);
});

it('counts a file that cannot be loaded as one failure', () => {
  const row = run({ 'a.test.js': `it('one', () => {});`, 'b.test.js': `throw new Error('no such module');` });
  expect(row).toMatchObject({ passed: 1, failed: 1 });
  expect(row.note).toContain('b.test.js: no such module');
});

it('counts an error outside of every test as one failure', () => {
  const row = run({
    'a.test.js': `it('one', async () => { setTimeout(() => { throw new Error('late'); }, 5); await new Promise((r) => setTimeout(r, 50)); });`,
  });
  expect(row).toMatchObject({ passed: 1, failed: 1 });
});

it('counts a failing set-up of a group as a failure', () => {
  const row = run({
    'a.test.js': `import { describe, beforeAll } from ${JSON.stringify(VITEST.replace('vitest.mjs', 'dist/index.js'))};
      describe('group', () => { beforeAll(() => { throw new Error('no server'); }); it('one', () => {}); });`,
  });
  expect(row.failed).toBe(1);
  expect(row.passed).toBe(0);
});

it('counts a run without any test as one failure', () => {
  expect(run({ 'a.test.js': '' }).failed).toBe(1);
});

it('counts a suite that leaves no report as one failure', () => {
  const row = readSuite('mail', join(directory, 'none.json'), { code: null, timedOut: true, seconds: 600 });
  expect(row).toMatchObject({ passed: 0, failed: 1, note: 'stopped: took too long' });
});

it('sums up in one line', () => {
  const row = { name: 'x', seconds: 0, note: '' };
  expect(summary([{ ...row, passed: 2, failed: 0, skipped: 0 }]).line).toBe('2 passed, 0 failed');
  expect(
    summary([
      { ...row, passed: 2, failed: 1, skipped: 0 },
      { ...row, passed: 3, failed: 0, skipped: 4 },
    ]).line
  ).toBe('5 passed, 1 failed, 4 skipped');
});
