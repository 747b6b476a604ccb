import type { Core } from '@strapi/strapi';
import { appOf } from './app-registry';

export default async function destroy({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  strapi.cron.remove('conversations.accounts');
  strapi.cron.remove('conversations.maintenance');
  await appOf(strapi).stop();
}
