'use strict';

/**
 * Loaded with `node --require`. `CRASH_AT=label#n` kills this process at the n-th time that the crash point `label` is
 * passed, as a power cut would: nothing is flushed, no handler runs. `FREEZE_AT` stops it there until it gets SIGCONT, as
 * a machine that swaps or a debugger would. `CRASH_LOG` names a file that gets one line for
 * each crash point passed, so that a test can see which points its scenario touches.
 */
const { appendFileSync } = require('node:fs');

const signals = [
  { at: process.env.CRASH_AT, signal: 'SIGKILL' },
  { at: process.env.FREEZE_AT, signal: 'SIGSTOP' },
];
const passed = new Map();

globalThis[Symbol.for('conversations.crash-point')] = (label) => {
  const count = (passed.get(label) ?? 0) + 1;
  passed.set(label, count);
  if (process.env.CRASH_LOG) appendFileSync(process.env.CRASH_LOG, `${label}#${count}\n`);
  for (const { at, signal } of signals) {
    if (at === `${label}#${count}`) process.kill(process.pid, signal);
  }
};
