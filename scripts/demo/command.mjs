import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DemoError } from './failure.mjs';
import { tail } from './log-tail.mjs';

/** Runs a command to its end with its output in a log; the end of the log is shown when it fails. */
export function createCommand(logDirectory, signal) {
  return async function run(name, command, args, { cwd, env }) {
    mkdirSync(logDirectory, { recursive: true });
    const log = join(logDirectory, `${name}.log`);
    const output = openSync(log, 'w');
    try {
      await new Promise((resolve, reject) => {
        const child = spawn(command, args, {
          cwd,
          env,
          stdio: ['ignore', output, output],
          signal,
          killSignal: 'SIGTERM',
        });
        child.once('error', reject);
        child.once('exit', (code, by) =>
          code === 0
            ? resolve()
            : reject(
                new DemoError(
                  `"${command} ${args.join(' ')}" ended with ${by ?? code}.\n${tail(log)}\nAll of it: ${log}`
                )
              )
        );
      });
    } finally {
      closeSync(output);
    }
  };
}
