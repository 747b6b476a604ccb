import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';
import { createAlertTable } from '../accounts/alerts/alert-table';
import { createTellManager } from '../accounts/alerts/tell-manager';
import { TELL_MANAGER } from '../accounts/alerts/topics';
import { createTroubledAccounts } from '../accounts/alerts/troubled-accounts';
import { createAlertWatch } from '../accounts/alerts/watch';
import { PLUGIN_ID } from '../constants';
import { createAccountManagers } from '../hosts/account-managers';
import { createAdminLink } from '../hosts/admin-link';
import { createHostEmail } from '../hosts/email';
import type { Base } from './base';

/** Tells the managers of accounts in trouble. */
export function createAlerting(strapi: Core.Strapi, base: Base, config: ConversationsConfig) {
  const alerting = {
    ...base,
    alerts: createAlertTable(base.database),
    managers: createAccountManagers(strapi),
    email: createHostEmail(strapi),
    rule: {
      email: config.alerts.email,
      steadyMs: config.alerts.afterSeconds * 1000,
      behindMs: config.alerts.behindMinutes * 60_000,
    },
  };
  const adminLink = createAdminLink(strapi, config.publicUrl);
  base.runner.handle(
    TELL_MANAGER,
    createTellManager({ ...alerting, linkTo: (id) => adminLink(`/settings/${PLUGIN_ID}/accounts/${id}`) })
  );
  return { troubledAccounts: createTroubledAccounts(alerting), watchAlerts: createAlertWatch(alerting) };
}
