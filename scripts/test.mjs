import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markPluginBuilt } from './demo/build.mjs';
import { startPostgres } from './services/postgres.mjs';
import { ensureServices, SERVICES } from './services/services.mjs';
import { dependenciesInstalled } from './test/dependencies.mjs';
import { readOptions } from './test/options.mjs';
import { failuresOf, printTable, readSuite, summary } from './test/report.mjs';
import { runStep, wasInterrupted } from './test/run-step.mjs';
import { CHECKS, LANES, SERVICE_NAMES, SUITES } from './test/suites.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const results = join(root, 'test-results');
const log = (line) => console.log(line);
const say = (line) => log(`\n== ${line}`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  throw new Error(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
}
const options = readOptions(process.argv.slice(2));
process.exitCode = await main().catch((error) => {
  console.error(error);
  return finish([failure('run', 0, error.message)]);
});

async function main() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  if (!(await installDependencies())) return finish([failure('install', 0, 'npm ci failed')]);

  const suites = SUITES.filter((suite) => options.wants(suite.name));
  const missing = ensureServices(
    SERVICE_NAMES.filter((name) => suites.some((suite) => suite.services.includes(name))),
    say
  );
  const rows = [];
  // At once: each of them keeps a single core busy.
  rows.push(...(await Promise.all(CHECKS.filter(({ name }) => options.wants(name)).map(runCheck))));
  const built = rows.every((row) => row.name !== 'build' || row.failed === 0);
  if (rows.some((row) => row.name === 'build' && row.failed === 0)) markPluginBuilt();

  const usesPostgres = !missing.postgres && suites.some((suite) => suite.services.includes('postgres'));
  const postgres = usesPostgres ? await startPostgres() : null;
  try {
    const lanes = LANES.map((lane) => lane.filter((suite) => suites.includes(suite))).filter((lane) => lane.length > 0);
    const shownAtEnd = lanes.length > 1;
    const run = (suite) => runSuite(suite, { missing, built, postgresUrl: postgres?.url, shownAtEnd });
    rows.push(...(await Promise.all(lanes.map((lane) => oneByOne(lane, run)))).flat());
  } finally {
    await postgres?.stop();
  }
  return finish(wasInterrupted() ? [...rows, failure('run', 0, 'interrupted')] : rows);
}

async function oneByOne(lane, run) {
  const rows = [];
  for (const suite of lane) if (!wasInterrupted()) rows.push(await run(suite));
  return rows;
}

async function installDependencies() {
  if (dependenciesInstalled(root)) return true;
  say('install: npm ci');
  const { code } = await runStep({ name: 'install', command: ['npm', 'ci'], timeout: 15 * 60_000, cwd: root });
  return code === 0;
}

async function runCheck({ name, command, timeout }) {
  say(name);
  const { code, timedOut, seconds } = await runStep({ name, command, timeout, cwd: root });
  if (code === 0) return { name, passed: 1, failed: 0, skipped: 0, seconds, note: '' };
  return failure(name, seconds, timedOut ? 'stopped: took too long' : `ended with code ${code}`);
}

async function runSuite(suite, { missing, built, postgresUrl, shownAtEnd }) {
  const { name } = suite;
  const absent = suite.services.find((service) => missing[service]);
  if (absent) {
    const note = `${SERVICES[absent].title} is missing: ${missing[absent]}`;
    say(`${name}: ${options.ci ? 'failed' : 'skipped'}; ${note}`);
    return options.ci ? failure(name, 0, note) : { name, passed: 0, failed: 0, skipped: 1, seconds: 0, note };
  }
  if (suite.needsBuild && !built) return failure(name, 0, 'not run: the build failed');
  say(name);
  const report = join(results, `${name}.json`);
  const outcome = await runStep({
    name,
    // prettier-ignore
    command: ['npx', 'vitest', 'run', '--project', name, `--poolOptions.forks.maxForks=${suite.forks ?? 1}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    timeout: options.long ? (suite.long ?? suite.timeout) : suite.timeout,
    cwd: root,
    shownAtEnd,
    env: { ...(options.long && { LONG: '1' }), ...(postgresUrl && { TEST_POSTGRES_URL: postgresUrl }) },
  });
  return readSuite(name, report, outcome);
}

function failure(name, seconds, note) {
  return { name, passed: 0, failed: 1, skipped: 0, seconds, note };
}

function finish(rows) {
  const { failed, line } = summary(rows);
  printTable(rows, log);
  // Again: between what the suites print, they are hard to find.
  for (const { name } of SUITES)
    for (const one of failuresOf(name, join(results, `${name}.json`))) log(`FAILED ${one}`);
  log(line);
  return failed === 0 ? 0 : 1;
}
