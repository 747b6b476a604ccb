import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HEARTBEAT_MS = 30_000;
let stopping = false;

/** Somebody pressed Ctrl-C: the running step is ended and no other one begins. */
export const wasInterrupted = () => stopping;

/**
 * Runs one command with its output shown, says now and then that it still runs, and ends it with everything it started
 * when the time is over. `shownAtEnd`: its output comes in one piece, so that two steps that run at once can be read.
 *
 * @returns {Promise<{ code: number | null, timedOut: boolean, seconds: number }>}
 */
export function runStep({ name, command: [program, ...args], timeout, env = {}, cwd, shownAtEnd = false }) {
  const start = Date.now();
  const output = shownAtEnd ? keepOutput() : null;
  const seconds = () => (Date.now() - start) / 1000;
  return new Promise((resolve, reject) => {
    // A process group of its own, so that the time-out also reaches browsers, mail servers and hosts below it.
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: output ? ['ignore', output.file, output.file] : ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    let timedOut = false;
    const heartbeat = setInterval(() => console.log(`[${name}] ${seconds().toFixed(0)} s …`), HEARTBEAT_MS);
    const kill = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      kill('SIGTERM');
      setTimeout(kill, 10_000, 'SIGKILL').unref();
    }, timeout);
    const onSignal = () => {
      stopping = true;
      kill('SIGTERM');
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, onSignal);
    const settle = () => {
      output?.show();
      clearInterval(heartbeat);
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, onSignal);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code) => {
      settle();
      // Whatever the step left behind would disturb the next one.
      kill('SIGKILL');
      resolve({ code, timedOut, seconds: seconds() });
    });
  });
}

/** A file and no pipe: nothing is lost when the step is killed, and a full buffer stops nobody. */
function keepOutput() {
  const directory = mkdtempSync(join(tmpdir(), 'conversations-step-'));
  const path = join(directory, 'output');
  const file = openSync(path, 'a');
  return {
    file,
    show() {
      closeSync(file);
      process.stdout.write(readFileSync(path));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
