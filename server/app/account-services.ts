import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';
import { createAccountContents } from '../accounts/account-contents';
import { createAuditTrail } from '../accounts/audit-trail';
import { createAuthorisedUsers } from '../accounts/authorised-users';
import { createConnectionTest } from '../accounts/connection-test';
import { createDeadJobs } from '../accounts/dead-jobs';
import { createFirstResult } from '../accounts/first-result';
import { createFolderList } from '../accounts/folder-list';
import { createHealthReport } from '../accounts/health-report';
import { createHostAccessSettings } from '../accounts/host-access';
import { createJournalList } from '../accounts/journal-list';
import { createQuarantine } from '../accounts/quarantine';
import { createQuarantineRaw } from '../accounts/quarantine-raw';
import { createRemoveAccount, PURGE } from '../accounts/remove-account';
import { createAccountSettings } from '../accounts/settings-service';
import type { Supervisor } from '../accounts/supervisor';
import { createNumberActions } from '../accounts/whatsapp/number-actions';
import { createSignups } from '../accounts/whatsapp/signup/signups';
import { createGraphClients } from '../channels/whatsapp-cloud/graph/open-client';
import { createHostPrincipals } from '../hosts/host-principals';
import type { Base } from './base';

/** What the settings pages of accounts read and change. */
export function createAccountServices(
  strapi: Core.Strapi,
  base: Base,
  { config, supervisor, working }: { config: ConversationsConfig; supervisor: Supervisor; working: boolean }
) {
  const { database, accounts, audit, jobs, queue, hostAccess, runner, now } = base;
  const removal = createRemoveAccount(base);
  runner.handle(PURGE, removal.purge);
  const accountSettings = createAccountSettings(base);
  return {
    accountSettings,
    signups: createSignups({
      ...base,
      accountSettings,
      graph: createGraphClients(config.endpoints.meta),
      app: config.whatsapp.embeddedSignup,
      endpoints: config.endpoints,
    }),
    removeAccount: removal.remove,
    firstResult: createFirstResult({ accounts, supervisor, working, now }),
    connectionTest: createConnectionTest(base),
    numberActions: createNumberActions(base),
    folderList: createFolderList(base),
    authorisedUsers: createAuthorisedUsers(base),
    healthReport: createHealthReport(database, accounts, now),
    quarantine: createQuarantine(base),
    quarantineRaw: createQuarantineRaw(base),
    journalList: createJournalList(base),
    accountContents: createAccountContents(database, accounts),
    auditTrail: createAuditTrail(accounts, audit),
    deadJobs: createDeadJobs(database, jobs, queue, audit, now),
    hostAccess: createHostAccessSettings({
      ...base,
      table: hostAccess,
      principals: createHostPrincipals(strapi),
    }),
  };
}
