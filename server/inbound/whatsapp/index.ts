import { setTimeout as sleep } from 'node:timers/promises';
import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import type { ChannelDirectory } from '../../channels/directory';
import type { AttachmentRepository } from '../../conversations/attachment-repository';
import type { MessageRepository } from '../../conversations/message-repository';
import type { Database } from '../../database/database';
import { isRowFault } from '../../database/errors';
import type { FileStore } from '../../files/file-store';
import type { CustomerDirectory } from '../../hosts/customer-directory';
import type { HostEvents } from '../../hosts/events';
import type { Logger } from '../../hosts/logger';
import type { JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import type { Vault } from '../../security/vault';
import type { Journal } from '../journal';
import { createAppSecrets } from './app-secrets';
import { createWebhookDoor } from './door';
import { createFetchMedia } from './fetch-media';
import { createGiveWay } from './give-way';
import { createGroupCommit } from './group-commit';
import { createJournalWebhooks, type Journalled, type ProvenWebhook } from './journal-webhook';
import { createPeopleOfItems } from './people-of-items';
import { createProcessWebhooks } from './process-webhooks';
import { createStoreItems } from './store-items';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  attachments: AttachmentRepository;
  changes: ChangeLog;
  channels: ChannelDirectory;
  customers: CustomerDirectory;
  events: HostEvents;
  files: FileStore;
  health: HealthRecorder;
  installSecret: () => Promise<Buffer>;
  journal: Journal;
  logger: Logger;
  maxFileBytes: number;
  messages: MessageRepository;
  queue: JobQueue;
  vault: Vault;
  now: () => number;
}

/** Of the webhooks that come while others are committed: enough for a burst, and no more in memory than a host can spare. */
const GROUP = { maxItems: 100, maxBytes: 8 * 1024 ** 2, maxWaitingBytes: 64 * 1024 ** 2, apartMs: 30 };

/** From Meta's webhooks to conversations: the door, the work on the journal, and the files that follow. */
export function createWhatsAppInbound(deps: Deps) {
  const people = createPeopleOfItems(deps.customers);
  const worked = new Set<string>();
  const time = { now: () => performance.now(), sleep: (ms: number) => sleep(ms) };
  const journal = createGroupCommit<ProvenWebhook, Journalled>({
    ...GROUP,
    ...time,
    commit: createJournalWebhooks({ ...deps, isWorked: (id) => worked.has(id) }),
    sizeOf: ({ raw }) => raw.length,
    isItemsFault: isRowFault,
  });
  const giveWay = createGiveWay({ ...time, door: journal });
  return {
    door: createWebhookDoor({ ...deps, appSecrets: createAppSecrets(deps), journal }),
    process: createProcessWebhooks({ ...deps, giveWay, worked, storeItems: createStoreItems({ ...deps, people }) }),
    fetchMedia: createFetchMedia(deps),
  };
}
