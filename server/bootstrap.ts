import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../config/schema';
import { createApp } from './app';
import { setApp } from './app-registry';
import { ACTION, PLUGIN_ID } from './constants';
import { tuneSqlite } from './database/tune-sqlite';
import { allowWebhookEvents } from './hosts/events';
import { createLogger } from './hosts/logger';
import { checkMapping } from './hosts/mapping-check';

export default async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const config = strapi.config.get<ConversationsConfig>(`plugin::${PLUGIN_ID}`);
  checkMapping(strapi, config);
  if (config.sqlite.wal) await tuneSqlite(strapi);
  await registerActions(strapi);
  allowWebhookEvents(strapi);
  const app = await createApp(strapi, config);
  setApp(strapi, app);
  await app.start();

  const logger = createLogger(strapi.log);
  const guarded = (name: string, run: () => Promise<void>) => async () => {
    await run().catch((error: unknown) => logger.warn(`${name} failed; it runs again at its next time`, error));
  };
  // Beside the boot, which need not wait for it.
  void guarded('housekeeping', app.maintenance)();
  strapi.cron.add({
    'conversations.accounts': {
      task: guarded('the look at the accounts', app.tick),
      options: { rule: '*/2 * * * * *' },
    },
    'conversations.alerts': {
      task: guarded('the look for troubled accounts', app.watchAlerts),
      options: { rule: '*/5 * * * * *' },
    },
    'conversations.maintenance': { task: guarded('housekeeping', app.maintenance), options: { rule: '17 * * * *' } },
  });
}

async function registerActions(strapi: Core.Strapi): Promise<void> {
  const provider = strapi.service('admin::permission') as {
    actionProvider: { registerMany(actions: Record<string, string>[]): Promise<void> };
  };
  const short = (action: string) => action.slice(`plugin::${PLUGIN_ID}.`.length);
  await provider.actionProvider.registerMany([
    {
      section: 'plugins',
      pluginName: PLUGIN_ID,
      subCategory: 'inbox',
      uid: short(ACTION.useInbox),
      displayName: 'Use the inbox (of accounts that name the person)',
    },
    {
      section: 'settings',
      category: PLUGIN_ID,
      subCategory: 'accounts',
      pluginName: PLUGIN_ID,
      uid: short(ACTION.manageAccounts),
      displayName: 'Manage accounts',
    },
    {
      section: 'settings',
      category: PLUGIN_ID,
      subCategory: 'tags',
      pluginName: PLUGIN_ID,
      uid: short(ACTION.manageTags),
      displayName: 'Manage tags',
    },
    {
      section: 'settings',
      category: PLUGIN_ID,
      subCategory: 'templates',
      pluginName: PLUGIN_ID,
      uid: short(ACTION.manageTemplates),
      displayName: 'Manage templates',
    },
  ]);
}
