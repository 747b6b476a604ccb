import type { HealthRecorder } from '../../accounts/health-recorder';
import type { AccountRepository } from '../../accounts/repository';
import type { ChannelDirectory } from '../../channels/directory';
import type { AttachmentRepository } from '../../conversations/attachment-repository';
import type { ChangeStatus } from '../../conversations/change-status';
import type { MessageRepository } from '../../conversations/message-repository';
import type { Database } from '../../database/database';
import type { FileStore } from '../../files/file-store';
import type { HostEvents } from '../../hosts/events';
import type { Logger } from '../../hosts/logger';
import type { JobHandler, JobQueue } from '../../jobs/types';
import type { ChangeLog } from '../../realtime/change-log';
import type { RateLimit } from '../../security/rate-limit';
import type { ConversationValues } from '../../templates/conversation-values';
import type { UseApproved } from '../../templates/use-approved';
import { createAttempts } from '../attempts';
import { createNumberPace } from './number-pace';
import { createOutgoingMedia } from './outgoing-media';
import { createSeen } from './seen';
import { createSendWhatsAppMessage } from './send-message';
import { createSendReaction } from './send-reaction';
import { createSetReaction } from './set-reaction';
import { REACT, SEEN } from './topics';
import { createWriteWhatsAppMessage } from './write-message';

interface Deps {
  database: Database;
  accounts: AccountRepository;
  messages: MessageRepository;
  attachments: AttachmentRepository;
  channels: ChannelDirectory;
  health: HealthRecorder;
  changes: ChangeLog;
  changeStatus: ChangeStatus;
  queue: JobQueue;
  events: HostEvents;
  files: FileStore;
  limits: RateLimit;
  useApproved: UseApproved;
  conversationValues: ConversationValues;
  logger: Logger;
  now: () => number;
}

/** Everything that goes out by WhatsApp. */
export function createWhatsAppOutbound(deps: Deps) {
  const { database, files, limits, now } = deps;
  const pace = createNumberPace(limits, now);
  const seen = createSeen({ ...deps, pace });
  const handlers: [topic: string, handler: JobHandler][] = [
    [REACT, createSendReaction({ ...deps, pace })],
    [SEEN, seen.send],
  ];
  return {
    write: createWriteWhatsAppMessage(deps),
    send: createSendWhatsAppMessage({
      ...deps,
      attempts: createAttempts(database),
      media: createOutgoingMedia(database, files, now),
      pace,
    }),
    react: createSetReaction(deps),
    markSeen: seen.mark,
    handlers,
  };
}
