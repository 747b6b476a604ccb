import type { Core } from '@strapi/strapi';
import { findApp } from './app-registry';

export default async function destroy({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  strapi.cron.remove('conversations.accounts');
  strapi.cron.remove('conversations.alerts');
  strapi.cron.remove('conversations.maintenance');
  await findApp(strapi)?.stop();
}
