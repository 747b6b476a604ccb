import { mkdir } from 'node:fs/promises';
import { startMetaSimulator } from './simulator.mjs';

/**
 * The simulator as a process of its own: `META_PORT` (0: a free one), `META_DATA_DIR` (none: forgets everything), the app's
 * ids and secrets as `META_APP` in JSON, and `META_MAIL_URL`, the page of the customers' mail, to link to. Tells whoever
 * started it where it listens.
 */
const app = JSON.parse(process.env.META_APP ?? '{}');
const dataDir = process.env.META_DATA_DIR;
if (dataDir) await mkdir(dataDir, { recursive: true });
const simulator = await startMetaSimulator({
  app,
  port: Number(process.env.META_PORT ?? 0),
  dataDir,
  mailUrl: process.env.META_MAIL_URL,
});
process.send?.({ type: 'ready', url: simulator.url, port: simulator.port });
if (!process.send) console.log(simulator.url);

const stop = async () => {
  await simulator.stop();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
process.on('message', (message) => message === 'stop' && void stop());
