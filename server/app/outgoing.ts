import type { ConversationsConfig } from '../../config/schema';
import { createCheckMentions } from '../notifications/mentions';
import { createAttempts } from '../outbound/attempts';
import { createFileSentCopy } from '../outbound/file-sent-copy';
import { createMailWriter } from '../outbound/mail-writer';
import { createOutbox } from '../outbound/outbox';
import { createRelease, createReleaseJob } from '../outbound/release';
import { createResolveUncertain } from '../outbound/resolve-uncertain';
import { createSendJob } from '../outbound/send-job';
import { createSendMessage } from '../outbound/send-message';
import { RELEASE, RESOLVE, SEND, SENT_COPY } from '../outbound/topics';
import { createWhatsAppOutbound } from '../outbound/whatsapp';
import { createWriteByMedium } from '../outbound/write-by-medium';
import { createWriteMessage } from '../outbound/write-message';
import { createStart } from '../start';
import { createPersonValues } from '../signatures/person-values';
import { createProfiles } from '../signatures/profiles';
import type { Signing } from '../signatures/signing';
import { createConversationValues } from '../templates/conversation-values';
import { createUseApproved } from '../templates/use-approved';
import type { Base } from './base';

/** Everything between what a person writes and what its provider took. */
export function createOutgoing(base: Base, config: ConversationsConfig, signing: Signing) {
  const { database, accounts, attachments, files, messages, runner } = base;
  const writer = createMailWriter(files, attachments);
  const personValues = createPersonValues(base.users, createProfiles(database, base.now), config.company.name);
  const useApproved = createUseApproved(base.now);
  const conversationValues = createConversationValues(personValues);
  const whatsApp = createWhatsAppOutbound({ ...base, useApproved, conversationValues });
  const sendMail = createSendMessage({ ...base, attempts: createAttempts(database), writer });
  for (const [topic, handler] of whatsApp.handlers) runner.handle(topic, handler);
  runner.handle(SEND, createSendJob({ accounts, messages, senders: { email: sendMail, whatsapp: whatsApp.send } }));
  runner.handle(RESOLVE, createResolveUncertain(base));
  const release = createRelease(base);
  runner.handle(RELEASE, createReleaseJob(base, release));
  runner.handle(SENT_COPY, createFileSentCopy({ ...base, writer }));

  const checkMentions = createCheckMentions(base.members, base.users);
  const writing = { ...base, signing, threadSecret: base.installSecret };
  const writers = { email: createWriteMessage(writing), whatsapp: whatsApp.write };
  return {
    writeMessage: createWriteByMedium({ database, accounts, writers, checkMentions }),
    startConversation: createStart(base, { signing, useApproved, conversationValues }),
    setReaction: whatsApp.react,
    markSeen: whatsApp.markSeen,
    outbox: createOutbox({ ...base, release }),
  };
}
