import type { Database } from '../database/database';
import { removeForsakenDrafts } from '../drafts/forsaken-drafts';
import type { FileStore } from '../files/file-store';
import { removeAbandonedUploads } from '../files/abandoned-uploads';
import { sweepOrphans } from '../files/orphan-sweep';
import { sweepStaging } from '../files/private-disk-store';
import type { AdminUsers } from '../hosts/admin-users';
import type { Logger } from '../hosts/logger';
import type { ChangeLog } from '../realtime/change-log';
import type { Notifications } from '../notifications/notifications';
import type { Presence } from '../realtime/presence';
import type { RateLimit } from '../security/rate-limit';

interface Deps {
  database: Database;
  files: FileStore;
  changes: ChangeLog;
  limits: RateLimit;
  presence: Presence;
  notifications: Notifications;
  users: AdminUsers;
  rotateKeys: () => Promise<void>;
  /** Webhooks tell of templates; what they did not is found by looking. */
  syncTemplates: () => Promise<unknown>;
  logger: Logger;
  now: () => number;
}

/** Housekeeping at boot and every hour. Safe to run in several processes at once. */
export function createMaintenance({
  database,
  files,
  changes,
  limits,
  presence,
  notifications,
  users,
  rotateKeys,
  syncTemplates,
  logger,
  now,
}: Deps) {
  return async function maintenance(): Promise<void> {
    const at = now();
    await rotateKeys();
    await syncTemplates();
    await changes.prune(at);
    await limits.prune(at);
    await presence.prune(at);
    await notifications.prune(at);
    const staged = await sweepStaging(files, at);
    // Before the files, which a draft holds.
    const forsaken = await removeForsakenDrafts(database, users, at);
    if (forsaken > 0) logger.info(`removed ${forsaken} drafts of people who may not come back to them`);
    const abandoned = await removeAbandonedUploads(database, files, at);
    const orphans = await sweepOrphans(database, files, at);
    if (staged + abandoned + orphans > 0) {
      logger.info(`removed ${staged} unfinished, ${abandoned} unsent and ${orphans} ownerless files`);
    }
  };
}
