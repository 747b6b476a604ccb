import type { Audit } from '../accounts/audit';
import type { MessageRepository } from '../conversations/message-repository';
import type { Database } from '../database/database';
import type { HostEvents } from '../hosts/events';
import type { ChangeLog } from '../realtime/change-log';
import { createRetag, createTagConversation } from './tag-conversation';
import { createTagSettings } from './tag-settings';

interface Deps {
  database: Database;
  audit: Audit;
  messages: MessageRepository;
  changes: ChangeLog;
  events: HostEvents;
  now: () => number;
}

export function createTags(deps: Deps) {
  const retag = createRetag(deps);
  return {
    retag,
    tagSettings: createTagSettings(deps),
    tagConversation: createTagConversation(deps.database, retag),
  };
}
