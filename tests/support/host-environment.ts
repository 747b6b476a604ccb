import type { HostData } from './host-data';

export interface HostSettings {
  /** Does this process read mailboxes and run jobs? Off by default. */
  worker?: boolean;
  /** Replaces top-level keys of the plugin config in `tests/fixtures/host/config/plugins.js`. */
  pluginConfig?: Record<string, unknown>;
  /** The free ports that the mail servers of this test listen on. */
  mailPorts?: { imap: number[]; smtp: number[] };
  env?: Record<string, string>;
}

/** What the fixture host reads its config from. */
export function hostEnvironment(data: HostData, settings: HostSettings): Record<string, string> {
  return {
    NODE_ENV: 'test',
    STRAPI_TELEMETRY_DISABLED: 'true',
    HOST_DATA_DIR: data.directory,
    HOST_DATABASE_URL: data.databaseUrl ?? '',
    HOST_WORKER: String(settings.worker ?? false),
    HOST_IMAP_PORTS: settings.mailPorts?.imap.join(',') ?? '',
    HOST_SMTP_PORTS: settings.mailPorts?.smtp.join(',') ?? '',
    HOST_PLUGIN_CONFIG: JSON.stringify(settings.pluginConfig ?? {}),
    ...settings.env,
  };
}
