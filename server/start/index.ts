import type { Base } from '../app/base';
import type { Signing } from '../signatures/signing';
import type { ConversationValues } from '../templates/conversation-values';
import type { UseApproved } from '../templates/use-approved';
import { createStartConversation } from './start-conversation';
import { createStartMail } from './start-mail';
import { createStartWhatsApp } from './start-whatsapp';

interface Deps {
  signing: Signing;
  useApproved: UseApproved;
  conversationValues: ConversationValues;
}

/** Conversations that begin with a message of ours, by whichever medium. */
export function createStart(base: Base, deps: Deps) {
  return createStartConversation({
    accounts: base.accounts,
    startMail: createStartMail({ ...base, ...deps, threadSecret: base.installSecret }),
    startWhatsApp: createStartWhatsApp({ ...base, ...deps }),
  });
}
