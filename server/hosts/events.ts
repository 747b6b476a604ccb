import type { Core } from '@strapi/strapi';
import { EVENT } from '../constants';
import type { Logger } from './logger';

/** Events for the host, on `strapi.eventHub` and as Strapi webhooks. Ids only: bodies stay where rights are asked. */
export interface HostEvents {
  messageReceived(ids: MessageIds): void;
  messageSent(ids: MessageIds): void;
  messageFailed(ids: MessageIds): void;
  conversationAssigned(ids: ConversationIds & { assigneeId: number | null }): void;
  conversationStatusChanged(ids: ConversationIds & { status: string }): void;
  conversationTagsChanged(ids: ConversationIds & { addedTagIds: string[]; removedTagIds: string[] }): void;
  accountError(accountId: string): void;
  templateStatusChanged(ids: { templateId: string; state: string }): void;
}

interface ConversationIds {
  accountId: string;
  conversationId: string;
}
interface MessageIds extends ConversationIds {
  messageId: string;
}

/** Listeners are awaited one by one and may throw: they run after our commit and cannot undo what happened. */
export function createHostEvents(strapi: Core.Strapi, logger: Logger): HostEvents {
  const emit = (name: string, payload: Record<string, unknown>) => {
    strapi.eventHub
      .emit(name, payload)
      .catch((error: unknown) => logger.warn(`a listener of the event '${name}' failed`, error));
  };
  return {
    messageReceived: (ids) => emit(EVENT.messageReceived, { ...ids }),
    messageSent: (ids) => emit(EVENT.messageSent, { ...ids }),
    messageFailed: (ids) => emit(EVENT.messageFailed, { ...ids }),
    conversationAssigned: (ids) => emit(EVENT.conversationAssigned, { ...ids }),
    conversationStatusChanged: (ids) => emit(EVENT.conversationStatusChanged, { ...ids }),
    conversationTagsChanged: (ids) => emit(EVENT.conversationTagsChanged, { ...ids }),
    templateStatusChanged: (ids) => emit(EVENT.templateStatusChanged, { ...ids }),
    accountError: (accountId) => emit(EVENT.accountError, { accountId }),
  };
}

/** Strapi refuses webhooks with events that it does not know. Its own form lists none of ours: they are named by its API. */
export function allowWebhookEvents(strapi: Core.Strapi): void {
  const store = strapi.get('webhookStore') as { addAllowedEvent(key: string, value: string): void };
  for (const name of Object.values(EVENT)) {
    store.addAllowedEvent(name.toUpperCase().replace(/[^A-Z]/g, '_'), name);
  }
}
