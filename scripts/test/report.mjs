import { readFileSync } from 'node:fs';

/** @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number, note: string }} Row */

/**
 * Reads what vitest wrote. A file that could not be loaded has no tests in the report, and an error outside of a test
 * only shows in the exit code: both count as one failure, never as nothing.
 *
 * @returns {Row}
 */
export function readSuite(name, reportPath, { code, timedOut, seconds }) {
  let report;
  try {
    report = JSON.parse(readFileSync(reportPath, 'utf8'));
  } catch (error) {
    const note = timedOut
      ? 'stopped: took too long'
      : `ended without a report (code ${code}): ${error.code ?? error.message}`;
    return { name, passed: 0, failed: 1, skipped: 0, seconds, note };
  }
  const files = report.testResults ?? [];
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
  );
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  let failed = report.numFailedTests + broken.length;
  let note = broken.map((file) => `${file.name.split('/').pop()}: ${firstLine(file.message)}`).join('; ');
  if (failed === 0 && (code !== 0 || timedOut)) {
    failed = 1;
    note = timedOut ? 'stopped: took too long' : `an error outside of a test (code ${code})`;
  }
  if (passed + failed + skipped === 0) {
    failed = 1;
    note = 'no test was found';
  }
  return { name, passed, failed, skipped, seconds, note };
}

/** Which tests failed and why, a line each. */
export function failuresOf(name, reportPath) {
  let files;
  try {
    files = JSON.parse(readFileSync(reportPath, 'utf8')).testResults ?? [];
  } catch {
    // Not there: the row of the suite says so.
    return [];
  }
  return files.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => `${name}: ${file.split('/').pop()} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)
  );
}

const firstLine = (text) => (text ?? '').split('\n')[0].slice(0, 160);

export function printTable(rows, log) {
  const width = Math.max(...rows.map((row) => row.name.length));
  log('');
  for (const row of rows) {
    const numbers = `${pad(row.passed)} passed ${pad(row.failed)} failed ${pad(row.skipped)} skipped`;
    log(`  ${row.name.padEnd(width)} ${numbers} ${row.seconds.toFixed(1).padStart(8)} s  ${row.note}`.trimEnd());
  }
  log('');
}

const pad = (number) => String(number).padStart(6);

export function summary(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const line = `${sum('passed')} passed, ${sum('failed')} failed`;
  return { failed: sum('failed'), line: sum('skipped') ? `${line}, ${sum('skipped')} skipped` : line };
}
