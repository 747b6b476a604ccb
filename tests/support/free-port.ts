import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to connections on their way out: one of these must not take the port meanwhile. */
const FIRST = 12_000;
const LAST = 32_000;

/** A port of the loopback interface that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (listens) await new Promise<void>((resolve) => server.close(() => resolve()));
  return listens;
}

export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
