import type { Core } from '@strapi/strapi';
import type { ConversationsConfig } from '../../config/schema';
import { createAudit } from '../accounts/audit';
import { createHealthRecorder } from '../accounts/health-recorder';
import { createHostAccessTable } from '../accounts/host-access-table';
import { createMembers } from '../accounts/members';
import { createAccountRepository } from '../accounts/repository';
import { createChannelDirectory } from '../channels/directory';
import { createImapChannel } from '../channels/imap';
import { createWhatsAppCloudChannel } from '../channels/whatsapp-cloud';
import { createContactBook } from '../contacts/contact-book';
import { createAttachmentRepository } from '../conversations/attachment-repository';
import { createChangeStatus } from '../conversations/change-status';
import { createInboxList } from '../conversations/inbox-list';
import { createMessageRepository } from '../conversations/message-repository';
import { createUnread } from '../conversations/unread';
import { createDatabase } from '../database/database';
import { createPrivateDiskStore } from '../files/private-disk-store';
import { createAdminUsers } from '../hosts/admin-users';
import { createCustomerDirectory } from '../hosts/customer-directory';
import { createQuoteDirectory } from '../hosts/quote-directory';
import { createHostEvents } from '../hosts/events';
import { createLogger } from '../hosts/logger';
import { publicUrlOf } from '../hosts/public-url';
import { createJournal } from '../inbound/journal';
import { createDatabaseDispatcher } from '../jobs/database-dispatcher';
import { createLeaseTable } from '../jobs/lease';
import { createJobTable } from '../jobs/queue';
import { createJobRunner } from '../jobs/runner';
import type { JobQueue } from '../jobs/types';
import { createMailWorkerPool } from '../mail/worker-pool';
import { createChangeLog } from '../realtime/change-log';
import { createFollow, createSearch } from '../search/search';
import { createInstallSecret } from '../security/install-secret';
import { createKeyRing } from '../security/key-ring';
import { createRateLimit } from '../security/rate-limit';
import { createScopes } from '../security/scope';
import { createVault } from '../security/vault';
import { fileDirectory } from './file-directory';

export type Base = Awaited<ReturnType<typeof createBase>>;

/** What the parts of the plugin share: the database and what is kept there, keys, files, jobs, channels. */
export async function createBase(strapi: Core.Strapi, config: ConversationsConfig) {
  const now = () => Date.now();
  const logger = createLogger(strapi.log);
  const database = createDatabase(strapi);
  const events = createHostEvents(strapi, logger);
  const files = await createPrivateDiskStore(fileDirectory(strapi, config));
  const leases = createLeaseTable(database);
  const keys = createKeyRing(config.encryption.keys, {
    production: process.env.NODE_ENV === 'production',
    fallbackSecret: appKeys(strapi),
  });
  const vault = createVault({ knex: database.knex, keys, now });
  const jobs = createJobTable(database);
  const dispatcher = createDatabaseDispatcher(config.jobs.sweepSeconds * 1000);
  const queue: JobQueue = { enqueue: jobs.enqueue, ring: dispatcher.ring };
  const accounts = createAccountRepository(database);
  const messages = createMessageRepository(database);
  const members = createMembers(database);
  const hostAccess = createHostAccessTable(database);
  const publicUrl = publicUrlOf(strapi, config);
  const customers = createCustomerDirectory(strapi, config.customer, logger, now);
  return {
    now,
    logger,
    database,
    events,
    users: createAdminUsers(strapi),
    files,
    leases,
    keys,
    vault,
    installSecret: createInstallSecret(database, vault, leases),
    pool: createMailWorkerPool({ size: config.worker.parsers, stagingDirectory: files.stagingDirectory }),
    jobs,
    queue,
    runner: createJobRunner({ jobs, dispatcher, concurrency: config.jobs.concurrency, logger }),
    accounts,
    members,
    audit: createAudit(database),
    health: createHealthRecorder({ database, accounts, events, now }),
    channels: createChannelDirectory(
      {
        imap: createImapChannel({ network: config.network, sync: config.sync, now }),
        'whatsapp-cloud': createWhatsAppCloudChannel({ baseUrl: config.endpoints.meta, publicUrl, now }),
      },
      vault
    ),
    limits: createRateLimit(database, now),
    hostAccess,
    scopes: createScopes(members, hostAccess),
    changes: createChangeLog(database, createFollow(database, queue)),
    search: await createSearch(database, queue, createQuoteDirectory(strapi, config.quote, logger), logger, now),
    messages,
    changeStatus: createChangeStatus({ messages, queue, events }),
    attachments: createAttachmentRepository(database),
    list: createInboxList(database),
    unread: createUnread(),
    customers,
    contacts: createContactBook(database, customers, now),
    journal: createJournal(database),
    publicUrl,
  };
}

function appKeys(strapi: Core.Strapi): string | undefined {
  const keys: unknown = strapi.config.get('server.app.keys') ?? strapi.config.get('app.keys');
  return Array.isArray(keys) && keys.length > 0 ? String(keys[0]) : undefined;
}
