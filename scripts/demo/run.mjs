import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { startChild } from './child.mjs';
import { createCommand } from './command.mjs';
import { collectFacts, printFacts, writeFacts } from './facts.mjs';
import { fail } from './failure.mjs';
import { installIfStale } from './install.mjs';
import { META_APP } from './meta-app.mjs';
import { watchForOrphanhood } from './orphan-watch.mjs';
import { readOptions, ROOT } from './options.mjs';
import { checkPorts } from './ports.mjs';
import { createProgress } from './progress.mjs';
import { seed } from './seed/seed.mjs';

/** Everything in order; resolves when all runs. From then on signals and the children's deaths decide. */
export async function runDemo({ argv, env }) {
  const options = readOptions(argv, env);
  await checkPorts(options.ports);
  mkdirSync(options.dataDirectory, { recursive: true });
  const logs = join(options.dataDirectory, 'logs');
  const progress = createProgress();
  const aborter = new AbortController();
  const run = createCommand(logs, aborter.signal);
  const children = [];
  const stop = createStop({ children, aborter, progress });
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  process.on('SIGHUP', () => stop(0));
  watchForOrphanhood(env, () => stop(0));

  const childEnv = {
    ...env,
    DEMO_DATA_DIR: options.dataDirectory,
    DEMO_MAIL: options.mail,
    DEMO_PORT: String(options.ports.admin.number),
    DEMO_MAIL_IMAP_PORT: String(options.ports.imap.number),
    DEMO_MAIL_SMTP_PORT: String(options.ports.smtp.number),
    DEMO_CUSTOMER_PORT: String(options.ports.customer.number),
    DEMO_META_PORT: String(options.ports.meta.number),
    CONVERSATIONS_META_URL: env.CONVERSATIONS_META_URL || `http://127.0.0.1:${options.ports.meta.number}`,
    DEMO_PHONE_URL: `http://127.0.0.1:${options.ports.meta.number}/phone/`,
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  const start = async (name, script, cwd, extra = {}) => {
    const log = join(logs, `${name.replaceAll(' ', '-')}.log`);
    const onDeath = (error) => (fail(error), stop(1));
    // Known at once, so that a stop in the meantime reaches it.
    const child = startChild({
      name,
      script,
      cwd,
      env: { ...childEnv, ...extra },
      log,
      onDeath,
      signal: aborter.signal,
    });
    children.push(child);
    await child;
  };

  try {
    await installIfStale(run, progress, childEnv);
    await buildIfStale(run, progress, childEnv);
    await progress.step('Starting the mail service', () =>
      start('mail service', 'simulators/mail/main.mjs', join(ROOT, 'example'))
    );
    await progress.step("Starting the simulator of Meta's Cloud API", () =>
      start('meta simulator', 'simulators/meta/main.mjs', join(ROOT, 'example'), {
        META_APP: JSON.stringify(META_APP),
        META_PORT: String(options.ports.meta.number),
        META_MAIL_URL: `http://127.0.0.1:${options.ports.customer.number}/`,
        META_DATA_DIR: join(options.dataDirectory, 'meta'),
      })
    );
    await progress.step('Starting the ERP', () =>
      start('erp', 'server.js', join(ROOT, 'example'), { NODE_ENV: 'production' })
    );
    const facts = collectFacts(options);
    if (options.seed) await seed({ facts, dataDirectory: options.dataDirectory, progress, signal: aborter.signal });
    writeFacts(options.dataDirectory, facts);
    printFacts(facts, options);
  } catch (error) {
    if (aborter.signal.aborted) return;
    fail(error);
    await stop(1);
  }
}

function createStop({ children, aborter, progress }) {
  let stopped;
  return (exitCode) => (stopped ??= stopAll(exitCode));

  async function stopAll(exitCode) {
    progress.line('Stopping …');
    aborter.abort();
    // The ERP first: it ends its mailbox sessions while the mail service is still there.
    for (const starting of [...children].reverse()) await stopOne(starting);
    progress.line('Stopped.');
    process.exit(exitCode);
  }
}

async function stopOne(starting) {
  const [outcome] = await Promise.allSettled([starting]);
  // One that never came up has reported itself and is gone.
  if (outcome.status === 'fulfilled') await outcome.value.stop();
}
