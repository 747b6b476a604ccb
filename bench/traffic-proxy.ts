import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TrafficProxy {
  readonly port: number;
  /** Counts from zero again. */
  reset(): void;
  /** Commands of the clients without IDLE and its end, and the bytes of both sides. */
  readonly traffic: { commands: number; bytes: number };
  stop(): Promise<void>;
}

/** Counts what goes to an IMAP server and comes from it. `hide` takes an extension out of what the server offers. */
export async function startTrafficProxy(port: number, hide: string | null): Promise<TrafficProxy> {
  const sockets = new Set<Socket>();
  let commands = 0;
  let bytes = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      const lines = chunk.toString('latin1').split('\r\n').filter(Boolean);
      commands += lines.filter((line) => line !== 'DONE' && !line.endsWith(' IDLE')).length;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // The same length: a literal's announced size stays true.
      const text =
        hide && chunk.includes('CAPABILITY')
          ? chunk.toString('latin1').replaceAll(hide, 'X'.repeat(hide.length))
          : null;
      client.write(text === null ? chunk : Buffer.from(text, 'latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    reset() {
      commands = 0;
      bytes = 0;
    },
    get traffic() {
      return { commands, bytes };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
