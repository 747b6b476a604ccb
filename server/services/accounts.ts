import type { Core } from '@strapi/strapi';
import { appOf } from '../app-registry';
import { notFound } from '../api/errors';
import type { HostAccount } from '../api/contracts/host';
import type { ServiceOptions } from '../host-api/service-access';

export interface AccountsService {
  find(options?: ServiceOptions): Promise<HostAccount[]>;
  findOne(id: string, options?: ServiceOptions): Promise<HostAccount>;
}

export default ({ strapi }: { strapi: Core.Strapi }): AccountsService => {
  const find = async (options?: ServiceOptions) => {
    const app = appOf(strapi);
    return app.hostApi.accounts(await app.serviceAccess(options));
  };
  return {
    find,
    async findOne(id, options) {
      const account = (await find(options)).find((candidate) => candidate.id === id);
      if (!account) throw notFound('Account');
      return account;
    },
  };
};
