import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What the proxy does to connections, from now on.
 * - `cutAfterBytes`: resets the connection once so many bytes went to the client.
 * - `cutWhen`: resets the connection when the client sent this; what it sent is not passed on.
 * - `silent`: takes everything and passes nothing on, without closing (a dead route).
 * - `sliceBytes`: hands on what the server says in pieces of so many bytes.
 * - `latencyMs`: before each piece that the server says.
 */
export interface Faults {
  cutAfterBytes?: number;
  cutWhen?: string | RegExp;
  silent?: boolean;
  sliceBytes?: number;
  latencyMs?: number;
}

export interface ChaosProxy {
  readonly port: number;
  faults: Faults;
  /** Connections taken so far. */
  readonly connections: number;
  /** Everything that clients sent, as latin1 text. */
  fromClients(): string;
  cutAll(): void;
  stop(): Promise<void>;
}

export async function startChaosProxy(target: { host?: string; port: number }): Promise<ChaosProxy> {
  const open = new Set<Socket>();
  const sent: string[] = [];
  let connections = 0;

  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(target.port, target.host ?? '127.0.0.1');
    const cut = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      // The other end going away is what a proxy is there to pass on: `close` follows.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }

    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      sent.push(text);
      const { cutWhen, silent } = proxy.faults;
      if (cutWhen !== undefined && (typeof cutWhen === 'string' ? text.includes(cutWhen) : cutWhen.test(text)))
        return cut();
      if (!silent) upstream.write(chunk);
    });

    let passedOn = 0;
    let queue = Promise.resolve();
    const hand = async (piece: Buffer) => {
      const { latencyMs, cutAfterBytes, silent } = proxy.faults;
      if (latencyMs) await new Promise((resolve) => setTimeout(resolve, latencyMs));
      if (silent || client.destroyed) return;
      passedOn += piece.length;
      if (cutAfterBytes !== undefined && passedOn > cutAfterBytes) return cut();
      await new Promise<void>((resolve) => client.write(piece, () => resolve()));
    };
    upstream.on('data', (chunk: Buffer) => {
      const size = proxy.faults.sliceBytes ?? chunk.length;
      for (let start = 0; start < chunk.length; start += size) {
        const piece = chunk.subarray(start, start + size);
        queue = queue.then(() => hand(piece));
      }
      upstream.pause();
      void queue.then(() => upstream.resume());
    });
    upstream.on('end', () => void queue.then(() => client.end()));
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: ChaosProxy = {
    port: (server.address() as AddressInfo).port,
    faults: {},
    get connections() {
      return connections;
    },
    fromClients: () => sent.join(''),
    cutAll() {
      for (const socket of open) socket.resetAndDestroy();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
  return proxy;
}
