import type { Database } from '../database/database';
import type { FileStore } from '../files/file-store';
import { removeAbandonedUploads } from '../files/abandoned-uploads';
import { sweepOrphans } from '../files/orphan-sweep';
import { sweepStaging } from '../files/private-disk-store';
import type { Logger } from '../hosts/logger';
import type { ChangeLog } from '../realtime/change-log';
import type { RateLimit } from '../security/rate-limit';
import type { KeyRing } from '../security/key-ring';
import type { Vault } from '../security/vault';

interface Deps {
  database: Database;
  files: FileStore;
  changes: ChangeLog;
  limits: RateLimit;
  vault: Vault;
  keys: KeyRing;
  logger: Logger;
  now: () => number;
}

const REWRAP_BATCH = 50;

/** Housekeeping at boot and every hour. Safe to run in several processes at once. */
export function createMaintenance({ database, files, changes, limits, vault, keys, logger, now }: Deps) {
  return async function maintenance(): Promise<void> {
    const at = now();
    await changes.prune(at);
    await limits.prune(at);
    // Secrets under an older key move to the first one, so that the older can leave the config.
    if (keys.active) while ((await vault.rewrap(REWRAP_BATCH)) > 0);
    const staged = await sweepStaging(files, at);
    const abandoned = await removeAbandonedUploads(database, files, at);
    const orphans = await sweepOrphans(database, files, at);
    if (staged + abandoned + orphans > 0) {
      logger.info(`removed ${staged} unfinished, ${abandoned} unsent and ${orphans} ownerless files`);
    }
  };
}
