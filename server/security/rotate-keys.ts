import type { Logger } from '../hosts/logger';
import type { KeyRing } from './key-ring';
import type { Vault } from './vault';

const BATCH = 200;

interface Deps {
  vault: Vault;
  keys: KeyRing;
  logger: Logger;
}

/**
 * Moves what is stored under an older key to the first one, so that the older can leave the config, and says how far it
 * is. Safe in several processes at once, and after a crash the next run goes on with what is left.
 */
export function createKeyRotation({ vault, keys, logger }: Deps): () => Promise<void> {
  let told = '';

  async function move(active: string): Promise<void> {
    const older = keys.keys.map(({ id }) => id).filter((id) => id !== active);
    const waitingIn = async () => {
      const counts = await vault.countByKey();
      return older.reduce((sum, id) => sum + (counts[id] ?? 0), 0);
    };
    const total = older.length === 0 ? 0 : await waitingIn();
    if (total === 0) return;
    let moved = 0;
    for (let after = 0; ;) {
      const batch = await vault.rewrap(BATCH, after);
      if (batch.last === null) break;
      after = batch.last;
      moved += batch.moved;
      logger.info(`moved ${moved} of ${total} stored secrets to the encryption key '${active}'`);
    }
    if ((await waitingIn()) === 0) {
      logger.info(
        `every stored secret is under the encryption key '${active}'; the keys behind it can leave the config`
      );
    }
  }

  /** Once for each change, not every hour. */
  async function tellUnreadable(): Promise<void> {
    const unreadable = Object.entries(await vault.countUnreadable()).sort();
    const count = unreadable.reduce((sum, [, of]) => sum + of, 0);
    const names = unreadable.map(([id]) => `'${id}'`).join(', ');
    const sentence =
      count === 0
        ? ''
        : `${count} stored secrets cannot be opened with the keys in encryption.keys and are kept as they are: ` +
          `put the right key ${names} back, or enter the passwords again`;
    if (sentence !== told && sentence !== '') logger.error(sentence);
    told = sentence;
  }

  return async function rotateKeys() {
    if (keys.active) await move(keys.active.id);
    await tellUnreadable();
  };
}
