import type { SpawnedHost } from '../../support/spawned-host';

const PREFIX = /^\/(api\/)?conversations(\/|$)/;

/** What the running host really answers below the plugin's two prefixes, as `METHOD /path`, sorted. */
export async function pluginRoutes(host: SpawnedHost): Promise<string[]> {
  const routes = await host.routes();
  return routes
    .filter(({ path }) => PREFIX.test(path))
    .flatMap(({ methods, path }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`))
    .sort();
}
