import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DemoError } from './failure.mjs';
import { tail } from './log-tail.mjs';

const READY_MS = 180_000;
const STOP_MS = 25_000;

/**
 * A process of the demo that lives as long as the demo. It is told to stop by message and not by signal: Ctrl-C reaches
 * a whole process group at once, and the ERP has to be down before the mail service that it talks to.
 */
export async function startChild({ name, script, cwd, env, log, onDeath, signal }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = fork(script, [], { cwd, env, detached: true, stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  let stopping = false;
  const exited = new Promise((resolve) => child.once('exit', (code, by) => resolve(by ?? code)));
  const death = exited.then(
    (how) => new DemoError(`${name} ended by itself (${how}).\n${tail(log)}\nAll of it: ${log}`)
  );
  const stop = async () => {
    stopping = true;
    if (child.connected) child.send('stop', () => child.connected && child.disconnect());
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
  };

  const ready = new Promise((resolve) => child.once('message', resolve));
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, READY_MS)));
  const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  const first = await Promise.race([
    ready.then((message) => ({ message })),
    death.then((error) => ({ error })),
    aborted.then(() => ({ error: new DemoError(`${name} was stopped while it started.`) })),
    late.then(() => ({ error: new DemoError(`${name} did not come up within ${READY_MS / 1000} s. Its log: ${log}`) })),
  ]);
  clearTimeout(timer);
  if (first.error) {
    await stop();
    throw first.error;
  }
  void death.then((error) => stopping || onDeath(error));
  return { stop, message: first.message };
}
