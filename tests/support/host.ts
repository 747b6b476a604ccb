import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type * as StrapiPackage from '@strapi/strapi';
import type { HostData } from './host-data';
import { hostEnvironment, type HostSettings } from './host-environment';

// Strapi's ESM build cannot be loaded by Node itself (it imports folders): take the CommonJS one, as its CLI does.
const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi') as typeof StrapiPackage;

export const HOST_APP = fileURLToPath(new URL('../fixtures/host', import.meta.url));

export interface Host {
  readonly strapi: StrapiPackage.Core.Strapi;
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A Strapi host in this very process, for tests that look inside. Strapi keeps itself in a global and its registries in
 * modules: one host for each test file, no more. Tests that need several, or kill them, use `spawnHost`.
 */
export async function startHost(data: HostData, settings: HostSettings = {}): Promise<Host> {
  Object.assign(process.env, hostEnvironment(data, settings));
  const restoreListeners = rememberProcessListeners();
  const strapi = await createStrapi({ appDir: HOST_APP, distDir: HOST_APP, serveAdminPanel: false }).load();
  await new Promise<void>((resolve) => strapi.server.listen(0, '127.0.0.1', resolve));
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return {
    strapi,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await strapi.destroy();
      restoreListeners();
    },
  };
}

/** Strapi's `destroy` ends with `process.removeAllListeners()`, which would cut the test runner off from its worker. */
function rememberProcessListeners(): () => void {
  const kept = process.eventNames().map((name) => ({ name, listeners: process.rawListeners(name as string) }));
  return () => {
    process.removeAllListeners();
    for (const { name, listeners } of kept) {
      for (const listener of listeners) process.on(name as string, listener as (...args: unknown[]) => void);
    }
  };
}
