import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';
import { createFindContacts } from '../contacts/find-contacts';
import { createHostApi } from '../host-api/host-api';
import { createPace } from '../host-api/pace';
import { createServiceAccess } from '../host-api/service-access';
import { createMaintenance } from '../jobs/maintenance';
import { createKeyRotation } from '../security/rotate-keys';
import { createAccountServices } from './account-services';
import { createAlerting } from './alerting';
import { createBase } from './base';
import { createInboxServices } from './inbox-services';
import { createIncoming } from './incoming';
import { createOutgoing } from './outgoing';
import { createSignatures } from './signing';

const STOP_GRACE_MS = 12_000;

export type App = Awaited<ReturnType<typeof createApp>>;

/** Everything that the plugin consists of, put together once per Strapi. */
export async function createApp(strapi: Core.Strapi, config: ConversationsConfig) {
  const base = await createBase(strapi, config);
  const { accounts, database, jobs, keys, limits, logger, pool, runner, scopes, users, vault } = base;
  const working = config.worker.enabled && !config.paused;
  const { supervisor, whatsAppDoor } = createIncoming(base, config);
  const { watchAlerts, troubledAccounts } = createAlerting(strapi, base, config);
  const signatures = createSignatures(strapi, base, config);
  const outgoing = createOutgoing(base, config, signatures.signing);
  const inboxServices = createInboxServices(base, config);
  const { startConversation, writeMessage } = outgoing;
  const { inbox, updateConversation, tagSettings, hub, presence, notifications } = inboxServices;
  return {
    database,
    scopes,
    supervisor,
    whatsAppDoor,
    troubledAccounts,
    ...createAccountServices(strapi, base, { config, supervisor, working }),
    ...signatures,
    ...outgoing,
    ...inboxServices,
    hostApi: createHostApi({
      database,
      accounts,
      inbox,
      startConversation,
      writeMessage,
      updateConversation,
      tagSettings,
      findContacts: createFindContacts(database),
    }),
    hostPace: createPace(limits),
    serviceAccess: createServiceAccess({ accounts, users, scopes }),
    maintenance: createMaintenance({
      ...base,
      presence,
      notifications,
      rotateKeys: createKeyRotation({ vault, keys, logger }),
      syncTemplates: async () => working && inboxServices.templateSettings.sync(),
    }),

    /** Begins the work of this process, unless config says that it only serves pages or that all is paused. */
    async start(): Promise<void> {
      hub.start();
      if (config.paused) logger.warn('paused by config: no mail is read or sent');
      if (!working) return;
      await jobs.releaseLeft();
      await base.search.begin();
      runner.start();
    },
    async tick(): Promise<void> {
      if (working) await supervisor.tick();
    },
    /** In every process, also in those that only serve pages: the ones that work may be what is missing. */
    async watchAlerts(): Promise<void> {
      if (!config.paused) await watchAlerts();
    },
    async stop(): Promise<void> {
      await Promise.all([supervisor.stop(), runner.stop(STOP_GRACE_MS), hub.stop()]);
      await pool.close();
    },
  };
}
