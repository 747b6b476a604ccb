import type { Base } from '../app/base';
import { tagsVersion } from '../tags/tag-table';
import { createAuthority } from './authority';
import { createChangeReader } from './change-reader';
import { createHub } from './hub';
import { createPresence } from './presence';

/** What open pages are told without asking. */
export function createRealtime({ database, users, changes, logger, now }: Base) {
  const presence = createPresence(database, now);
  return {
    presence,
    hub: createHub({
      changes,
      reader: createChangeReader(database),
      presence,
      authority: createAuthority(database, users),
      tagsVersion: () => tagsVersion(database.knex),
      logger,
      now,
    }),
  };
}
