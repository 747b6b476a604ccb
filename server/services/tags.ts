import type { Core } from '@strapi/strapi';
import { appOf } from '../app-registry';
import type { HostTag } from '../api/contracts/host';
import type { ServiceOptions } from '../host-api/service-access';

export interface TagsService {
  /** Those that can be chosen; a conversation gets them by `conversations.setTags`. */
  find(options?: ServiceOptions): Promise<HostTag[]>;
}

export default ({ strapi }: { strapi: Core.Strapi }): TagsService => ({
  async find(options) {
    const app = appOf(strapi);
    return app.hostApi.tags(await app.serviceAccess(options));
  },
});
