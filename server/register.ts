import type { Core } from '@strapi/strapi';
import { takeBootLock } from './database/boot-lock';
import { internalModels } from './database/models';
import { closeContentManager } from './hosts/close-content-manager';
import { keepWebhooksRaw } from './hosts/raw-webhooks';

/** Before Strapi builds its tables. */
export default async function register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  await takeBootLock(strapi);
  const models = strapi.get('models') as { add(model: unknown): void };
  for (const model of internalModels) models.add(model);
  keepWebhooksRaw(strapi);
  closeContentManager(strapi);
  hideFromGraphql(strapi);
}

/** With the GraphQL plugin every content type would be in the schema by itself. */
function hideFromGraphql(strapi: Core.Strapi): void {
  const graphql = strapi.plugin('graphql') as Core.Plugin | undefined;
  if (!graphql) return;
  const extension = graphql.service('extension') as { shadowCRUD(uid: string): { disable(): void } };
  for (const uid of Object.keys(strapi.contentTypes)) {
    if (uid.startsWith('plugin::conversations.')) extension.shadowCRUD(uid).disable();
  }
}
