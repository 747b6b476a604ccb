import { ACTION } from '../../../server/constants';
import type { WhatsAppAccountDto } from '../../../server/api/contracts/accounts';
import { administrate, type Administration, type AdminPerson } from '../../support/admin-client';
import { dataOf } from '../../support/api-client';
import { createHostData, type DatabaseKind, type HostData } from '../../support/host-data';
import { metaJson, postWebhook } from '../../support/meta-webhook';
import { spawnHost, type SpawnedHost, type SpawnSettings } from '../../support/spawned-host';

export const APP = { appId: '670843887433847', appSecret: 'app-secret-Zanahoria-77'.replace(/-/g, '0') };
export const WABA_ID = '102290129340398';
export const PHONE_ID = '106540352242922';
const TOKEN = 'EAAGm0PX4ZCpsBAtokenCanary77';

/** A host with a connected number, and an agent who may read it. */
export interface NumberOffice {
  host: SpawnedHost;
  data: HostData;
  admin: Administration;
  agent: AdminPerson;
  account: WhatsAppAccountDto;
  hookUrl(host?: SpawnedHost): string;
  /** Posts a webhook with the app's signature. */
  post(body: unknown, host?: SpawnedHost): Promise<{ status: number; text: string }>;
  boot(settings?: SpawnSettings): Promise<SpawnedHost>;
  stop(): Promise<void>;
}

export async function openNumber(database: DatabaseKind, settings: SpawnSettings = {}): Promise<NumberOffice> {
  const data = await createHostData(database);
  const processes: SpawnedHost[] = [];
  const boot = async (extra: SpawnSettings = {}): Promise<SpawnedHost> => {
    const host = await spawnHost(data, {
      worker: true,
      ...settings,
      ...extra,
      // Nobody answers there unless a test says where Meta is.
      pluginConfig: { endpoints: { meta: 'http://127.0.0.1:9' }, ...settings.pluginConfig, ...extra.pluginConfig },
    });
    processes.push(host);
    return host;
  };
  const host = await boot();
  const admin = await administrate(host.url);
  const agent = await admin.person('ana@empresa.test', [await admin.role('Agents', [ACTION.useInbox])]);
  const account = dataOf<WhatsAppAccountDto>(
    await admin.owner.api.post('/conversations/accounts', {
      kind: 'whatsapp-cloud',
      name: 'WhatsApp Ventas',
      senderName: 'Recambios',
      ...APP,
      accessToken: TOKEN,
      wabaId: WABA_ID,
      phoneNumberId: PHONE_ID,
      authorisedUserIds: [agent.id],
    })
  );
  const path = new URL(account.webhookUrl, 'http://host.test').pathname;
  const hookUrl = (at = host) => `${at.url}${path}`;
  return {
    host,
    data,
    admin,
    agent,
    account,
    hookUrl,
    post: (body, at) => postWebhook(hookUrl(at), metaJson(body), APP.appSecret),
    boot,
    async stop() {
      for (const process of processes) {
        await process.kill();
        if (globalThis.process.env['SHOW_HOST_LOG']) console.log(process.log());
      }
      await data.remove();
    },
  };
}
