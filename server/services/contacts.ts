import type { Core } from '@strapi/strapi';
import type { input } from 'zod';
import { appOf } from '../app-registry';
import type { Page } from '../api/contracts/common';
import { hostContactsQuery, type HostContact, type HostContactsQuery } from '../api/contracts/host';
import { parseInput } from '../api/parse-input';
import type { ServiceOptions } from '../host-api/service-access';

export interface ContactsService {
  find(query?: input<typeof hostContactsQuery>, options?: ServiceOptions): Promise<Page<HostContact>>;
}

export default ({ strapi }: { strapi: Core.Strapi }): ContactsService => ({
  async find(query = {}, options) {
    const app = appOf(strapi);
    return app.hostApi.contacts(
      await app.serviceAccess(options),
      parseInput(hostContactsQuery, query) as HostContactsQuery
    );
  },
});
