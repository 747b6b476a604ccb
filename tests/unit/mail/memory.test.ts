import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMailBench, type MailBench } from './worker-bundle';

const run = promisify(execFile);
const MB = 1024 * 1024;
let bench: MailBench;
let script: string;

beforeAll(async () => {
  bench = await createMailBench();
  script = join(bench.directory, 'memory-child.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'memory-child.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
});
afterAll(() => bench.remove());

interface Report {
  status: string;
  mailBytes: number;
  files: { size: number; reason: string | null }[];
  textLength: number;
  growthMb: number;
  milliseconds: number;
}

/** Resolves only when the process ends by itself. */
async function measure(kind: 'file' | 'text'): Promise<Report> {
  const { stdout } = await run(process.execPath, [script, bench.workerPath, bench.directory, kind], {
    timeout: 60_000,
  });
  const report: Report = JSON.parse(stdout);
  console.log(`50 MB of ${kind}: ${report.growthMb.toFixed(0)} MB more, ${report.milliseconds.toFixed(0)} ms`);
  return report;
}

it('parses a mail with 50 MB of attachment in at most 150 MB more memory', { timeout: 90_000 }, async () => {
  const report = await measure('file');
  expect(report.status).toBe('parsed');
  expect(report.mailBytes).toBeGreaterThan(50 * MB);
  expect(report.files).toEqual([{ size: expect.any(Number), reason: null }]);
  expect(report.files[0]?.size).toBeGreaterThan(36 * MB);
  expect(report.growthMb).toBeLessThan(150);
});

it('parses a mail with 50 MB of plain text in at most 150 MB more memory', { timeout: 90_000 }, async () => {
  const report = await measure('text');
  expect(report).toMatchObject({ status: 'parsed', textLength: 500_000 });
  expect(report.growthMb).toBeLessThan(150);
});
