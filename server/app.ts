import type { Core } from '@strapi/strapi';
import { join, isAbsolute } from 'node:path';
import type { ConversationsConfig } from '../config/schema';
import { createAccountContents } from './accounts/account-contents';
import { createAlertTable } from './accounts/alerts/alert-table';
import { createTellManager } from './accounts/alerts/tell-manager';
import { TELL_MANAGER } from './accounts/alerts/topics';
import { createTroubledAccounts } from './accounts/alerts/troubled-accounts';
import { createAlertWatch } from './accounts/alerts/watch';
import { createAudit } from './accounts/audit';
import { createAuditTrail } from './accounts/audit-trail';
import { createAuthorisedUsers } from './accounts/authorised-users';
import { createConnectionTest } from './accounts/connection-test';
import { createDeadJobs } from './accounts/dead-jobs';
import { createFirstResult } from './accounts/first-result';
import { createFolderList } from './accounts/folder-list';
import { createHealthRecorder } from './accounts/health-recorder';
import { createHealthReport } from './accounts/health-report';
import { createHostAccessSettings } from './accounts/host-access';
import { createHostAccessTable } from './accounts/host-access-table';
import { createJournalList } from './accounts/journal-list';
import { createNumberActions } from './accounts/whatsapp/number-actions';
import { createMembers } from './accounts/members';
import { createQuarantine } from './accounts/quarantine';
import { createQuarantineRaw } from './accounts/quarantine-raw';
import { createRemoveAccount, PURGE } from './accounts/remove-account';
import { createAccountRepository } from './accounts/repository';
import { createAccountSettings } from './accounts/settings-service';
import { createOpenSession } from './accounts/open-session';
import { createSupervisor } from './accounts/supervisor';
import { createChannelDirectory } from './channels/directory';
import { createImapChannel } from './channels/imap';
import { createWhatsAppCloudChannel } from './channels/whatsapp-cloud';
import { PLUGIN_ID } from './constants';
import { createContactBook } from './contacts/contact-book';
import { createSuggestRecipients } from './contacts/suggest-recipients';
import { createFindContacts } from './contacts/find-contacts';
import { createAgents } from './conversations/agents';
import { createAttachmentRepository } from './conversations/attachment-repository';
import { createDeleteConversation } from './conversations/delete-conversation';
import { createInboxReader } from './conversations/inbox-reader';
import { createMessageRepository } from './conversations/message-repository';
import { createStartConversation } from './conversations/start-conversation';
import { createPurgeConversation, PURGE_CONVERSATION } from './conversations/purge-conversation';
import { createUnread } from './conversations/unread';
import { createUpdateConversation } from './conversations/update-conversation';
import { toInstant } from './database/columns';
import { createDatabase } from './database/database';
import { createDrafts } from './drafts/drafts';
import { createFileLinks } from './files/file-links';
import { createPrivateDiskStore } from './files/private-disk-store';
import { createUploads } from './files/uploads';
import { createHostApi } from './host-api/host-api';
import { createPace } from './host-api/pace';
import { createServiceAccess } from './host-api/service-access';
import { createAccountManagers } from './hosts/account-managers';
import { createAdminLink } from './hosts/admin-link';
import { publicUrlOf } from './hosts/public-url';
import { createAdminUsers } from './hosts/admin-users';
import { createCustomerDirectory } from './hosts/customer-directory';
import { createHostEmail } from './hosts/email';
import { createHostEvents } from './hosts/events';
import { createHostPrincipals } from './hosts/host-principals';
import { createLogger } from './hosts/logger';
import { createMediaLibrary } from './hosts/media-library';
import { createJournal } from './inbound/journal';
import { createPreparer } from './inbound/prepare';
import { createProcessJournal } from './inbound/process';
import { createStoreBatch } from './inbound/store-batch';
import { processByKind } from './inbound/process-by-kind';
import { PROCESS, processJob } from './inbound/topics';
import { createWhatsAppInbound } from './inbound/whatsapp';
import { FETCH_MEDIA } from './inbound/whatsapp/media-topic';
import { createDatabaseDispatcher } from './jobs/database-dispatcher';
import { createLeaseTable } from './jobs/lease';
import { createMaintenance } from './jobs/maintenance';
import { createJobTable } from './jobs/queue';
import { createJobRunner } from './jobs/runner';
import type { JobQueue } from './jobs/types';
import { createMailWorkerPool } from './mail/worker-pool';
import { createAttempts } from './outbound/attempts';
import { createFileSentCopy } from './outbound/file-sent-copy';
import { createMailWriter } from './outbound/mail-writer';
import { createOutbox } from './outbound/outbox';
import { createResolveUncertain } from './outbound/resolve-uncertain';
import { createSendJob } from './outbound/send-job';
import { createSendMessage } from './outbound/send-message';
import { RESOLVE, SEND, SENT_COPY } from './outbound/topics';
import { createWhatsAppOutbound } from './outbound/whatsapp';
import { createWriteByMedium } from './outbound/write-by-medium';
import { createWriteMessage } from './outbound/write-message';
import { createChangeLog } from './realtime/change-log';
import { createInstallSecret } from './security/install-secret';
import { createKeyRing } from './security/key-ring';
import { createKeyRotation } from './security/rotate-keys';
import { createRateLimit } from './security/rate-limit';
import { createScopes, type Scope } from './security/scope';
import { createVault } from './security/vault';
import { createPersonValues } from './signatures/person-values';
import { createSignaturePictures } from './signatures/pictures';
import { createProfiles } from './signatures/profiles';
import { createSignatureRendering } from './signatures/rendering';
import { createSignatureRepository } from './signatures/repository';
import { createSignatureSettings } from './signatures/signature-settings';
import { createSigning } from './signatures/signing';

const STOP_GRACE_MS = 12_000;

export type App = Awaited<ReturnType<typeof createApp>>;

/** Everything that the plugin consists of, put together once per Strapi. */
export async function createApp(strapi: Core.Strapi, config: ConversationsConfig) {
  const now = () => Date.now();
  const logger = createLogger(strapi.log);
  const database = createDatabase(strapi);
  const events = createHostEvents(strapi, logger);
  const users = createAdminUsers(strapi);
  const files = await createPrivateDiskStore(fileDirectory(strapi, config));
  const leases = createLeaseTable(database);
  const keys = createKeyRing(config.encryption.keys, {
    production: process.env.NODE_ENV === 'production',
    fallbackSecret: appKeys(strapi),
  });
  const vault = createVault({ knex: database.knex, keys, now });
  const installSecret = createInstallSecret(database, vault, leases);
  const pool = createMailWorkerPool({ size: config.worker.parsers, stagingDirectory: files.stagingDirectory });

  const jobs = createJobTable(database);
  const dispatcher = createDatabaseDispatcher(config.jobs.sweepSeconds * 1000);
  const queue: JobQueue = { enqueue: jobs.enqueue, ring: dispatcher.ring };
  const runner = createJobRunner({ jobs, dispatcher, concurrency: config.jobs.concurrency, logger });

  const accounts = createAccountRepository(database);
  const members = createMembers(database);
  const audit = createAudit(database);
  const health = createHealthRecorder({ database, accounts, events, now });
  const channels = createChannelDirectory(
    {
      imap: createImapChannel({ network: config.network, sync: config.sync, now }),
      'whatsapp-cloud': createWhatsAppCloudChannel({
        baseUrl: config.endpoints.meta,
        publicUrl: publicUrlOf(strapi, config),
        now,
      }),
    },
    vault
  );
  const limits = createRateLimit(database, now);
  const hostAccess = createHostAccessTable(database);
  const scopes = createScopes(members, hostAccess);
  const changes = createChangeLog(database);
  const messages = createMessageRepository(database);
  const attachments = createAttachmentRepository(database);
  const unread = createUnread(database);
  const customers = createCustomerDirectory(strapi, config.customer, logger, now);
  const contacts = createContactBook(database, customers, now);
  const journal = createJournal(database);
  const storeBatch = createStoreBatch({
    database,
    accounts,
    journal,
    contacts,
    messages,
    attachments,
    changes,
    events,
    threadSecret: installSecret,
    now,
  });
  const writer = createMailWriter(files, attachments);
  const signatures = createSignatureRepository(database);
  const profiles = createProfiles(database, now);
  const pictures = createSignaturePictures({ database, accounts, files, media: createMediaLibrary(strapi), now });
  const valuesOf = createPersonValues(users, profiles, config.company.name);
  const rendering = createSignatureRendering(pool, pictures, valuesOf);
  const signing = createSigning({ database, accounts, signatures, pictures, rendering, valuesOf, files });
  const sending = { database, accounts, messages, channels, health, changes, queue, events, now };
  const accountRemoval = createRemoveAccount({ database, accounts, vault, files, queue, audit, now });
  const { maxMailBytes, maxFileBytes, maxFiles, linkSeconds } = config.attachments;
  const alerting = {
    database,
    accounts,
    alerts: createAlertTable(database),
    managers: createAccountManagers(strapi),
    email: createHostEmail(strapi),
    queue,
    rule: {
      email: config.alerts.email,
      steadyMs: config.alerts.afterSeconds * 1000,
      behindMs: config.alerts.behindMinutes * 60_000,
    },
    now,
  };
  const watchAlerts = createAlertWatch(alerting);
  const adminLink = createAdminLink(strapi, config.publicUrl);

  const supervisor = createSupervisor({
    accounts,
    leases,
    openSession: createOpenSession({ database, accounts, channels, leases, queue, files, now }),
    health,
    logger,
    now,
    async onOwned(account) {
      // Journal rows of a process that died between its commit and its ring.
      await database.transaction((trx) => queue.enqueue(trx, processJob(account.id)));
      queue.ring();
    },
  });

  const whatsAppInbound = createWhatsAppInbound({
    database,
    accounts,
    attachments,
    changes,
    channels,
    customers,
    events,
    files,
    health,
    installSecret,
    journal,
    logger,
    maxFileBytes,
    messages,
    queue,
    vault,
    now,
  });
  runner.handle(FETCH_MEDIA, whatsAppInbound.fetchMedia);
  runner.handle(
    PROCESS,
    processByKind(accounts, {
      mail: createProcessJournal({
        database,
        accounts,
        journal,
        preparer: createPreparer({ pool, files, limits: { maxMailBytes, maxFileBytes, maxFiles } }),
        storeBatch,
        logger,
        now,
      }),
      whatsApp: whatsAppInbound.process,
    })
  );
  const whatsApp = createWhatsAppOutbound({ ...sending, attachments, files, limits, logger });
  const sendMail = createSendMessage({ ...sending, attempts: createAttempts(database), writer, files });
  for (const [topic, handler] of whatsApp.handlers) runner.handle(topic, handler);
  runner.handle(SEND, createSendJob({ accounts, messages, senders: { email: sendMail, whatsapp: whatsApp.send } }));
  runner.handle(RESOLVE, createResolveUncertain(sending));
  runner.handle(SENT_COPY, createFileSentCopy({ database, accounts, messages, channels, health, writer, now }));
  runner.handle(PURGE, accountRemoval.purge);
  runner.handle(
    TELL_MANAGER,
    createTellManager({ ...alerting, linkTo: (id) => adminLink(`/settings/${PLUGIN_ID}/accounts/${id}`) })
  );

  const inbox = createInboxReader({ database, accounts, messages, attachments, unread });
  const updateConversation = createUpdateConversation({
    database,
    members,
    users,
    messages,
    unread,
    changes,
    events,
    now,
  });
  const writing = {
    database,
    accounts,
    messages,
    attachments,
    signing,
    pool,
    queue,
    changes,
    threadSecret: installSecret,
    now,
  };
  const writers = { email: createWriteMessage(writing), whatsapp: whatsApp.write };
  const writeMessage = createWriteByMedium({ database, accounts, writers });
  const startConversation = createStartConversation({ ...writing, contacts });
  runner.handle(PURGE_CONVERSATION, createPurgeConversation({ database, files }));

  const working = config.worker.enabled && !config.paused;
  return {
    database,
    scopes,
    supervisor,
    whatsAppDoor: whatsAppInbound.door,
    accountSettings: createAccountSettings({
      database,
      accounts,
      members,
      vault,
      audit,
      installSecret,
      publicUrl: publicUrlOf(strapi, config),
      now,
    }),
    removeAccount: accountRemoval.remove,
    firstResult: createFirstResult({ accounts, supervisor, working, now }),
    connectionTest: createConnectionTest({ database, accounts, channels, limits, now }),
    numberActions: createNumberActions({ database, accounts, channels, limits, audit, now }),
    folderList: createFolderList({ accounts, channels, limits }),
    authorisedUsers: createAuthorisedUsers({ database, accounts, members, users, audit, now }),
    healthReport: createHealthReport(database, accounts, now),
    quarantine: createQuarantine({ database, accounts, members, queue, audit, now }),
    quarantineRaw: createQuarantineRaw({ database, files, audit, now }),
    journalList: createJournalList({ database, accounts, members }),
    accountContents: createAccountContents(database, accounts),
    troubledAccounts: createTroubledAccounts(alerting),
    auditTrail: createAuditTrail(accounts, audit),
    deadJobs: createDeadJobs(database, jobs, queue, audit, now),
    inbox,
    updateConversation,
    deleteConversation: createDeleteConversation({ database, accounts, queue, audit, changes, now }),
    writeMessage,
    setReaction: whatsApp.react,
    markSeen: whatsApp.markSeen,
    outbox: createOutbox({ database, messages, queue, changes, now }),
    hostAccess: createHostAccessSettings({
      database,
      accounts,
      table: hostAccess,
      principals: createHostPrincipals(strapi),
      audit,
      now,
    }),
    hostApi: createHostApi({
      database,
      accounts,
      inbox,
      startConversation,
      writeMessage,
      updateConversation,
      findContacts: createFindContacts(database),
    }),
    hostPace: createPace(limits),
    serviceAccess: createServiceAccess({ accounts, users, scopes }),
    signatureSettings: createSignatureSettings({
      database,
      accounts,
      signatures,
      pictures,
      rendering,
      pool,
      users,
      files,
      audit,
      now,
    }),
    signaturePictures: pictures,
    signing,
    profiles,
    agents: createAgents(members, users),
    suggestRecipients: createSuggestRecipients({ database, accounts, limits }),
    drafts: createDrafts({ database, attachments, now }),
    uploads: createUploads({ database, files, attachments, maxFileBytes, maxFiles, now }),
    fileLinks: createFileLinks({ attachments, files, scopes, users, secret: installSecret, linkSeconds, now }),
    changesSince: async (scope: Scope, since: string | undefined) => ({
      ...(await changes.since(scope.accountIds, since, now())),
      serverTime: toInstant(now()),
    }),
    maintenance: createMaintenance({
      database,
      files,
      changes,
      limits,
      users,
      rotateKeys: createKeyRotation({ vault, keys, logger }),
      logger,
      now,
    }),

    /** Begins the work of this process, unless config says that it only serves pages or that all is paused. */
    async start(): Promise<void> {
      if (config.paused) logger.warn('paused by config: no mail is read or sent');
      if (!working) return;
      await jobs.releaseLeft();
      runner.start();
    },
    async tick(): Promise<void> {
      if (working) await supervisor.tick();
    },
    /** In every process, also in those that only serve pages: the ones that work may be what is missing. */
    async watchAlerts(): Promise<void> {
      if (!config.paused) await watchAlerts();
    },
    async stop(): Promise<void> {
      await Promise.all([supervisor.stop(), runner.stop(STOP_GRACE_MS)]);
      await pool.close();
    },
  };
}

function fileDirectory(strapi: Core.Strapi, { attachments }: ConversationsConfig): string {
  const directory = isAbsolute(attachments.directory)
    ? attachments.directory
    : join(strapi.dirs.app.root, attachments.directory);
  const open = strapi.dirs.static.public;
  if (directory === open || directory.startsWith(`${open}/`)) {
    throw new Error(
      "config/plugins: conversations.config.attachments.directory must not lie below Strapi's public folder."
    );
  }
  return directory;
}

function appKeys(strapi: Core.Strapi): string | undefined {
  const keys: unknown = strapi.config.get('server.app.keys') ?? strapi.config.get('app.keys');
  return Array.isArray(keys) && keys.length > 0 ? String(keys[0]) : undefined;
}
