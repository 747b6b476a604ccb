import { z } from 'zod';
import { instant, optionalId, optionalNumber, optionalObject, optionalText, providerErrors } from './fields';
import type { AppContactItem, Draft, HistoryMessageItem, HistoryProgressItem } from './items';
import { fingerprint } from './fragment';
import { readBody } from './messages';
import { personOf, type WebhookContact } from './person';

const chunk = z.object({
  metadata: optionalObject({ phase: optionalNumber, chunk_order: optionalNumber, progress: optionalNumber }),
  errors: providerErrors,
});

/** Where the import stands. Chunks come in any order. Meta: webhooks/reference/history. */
export function readHistoryProgress(value: unknown): Draft<HistoryProgressItem> {
  const { metadata, errors } = chunk.parse(value);
  return {
    kind: 'history-progress',
    at: null,
    key: `history-progress:${fingerprint({ metadata, errors })}`,
    phase: metadata?.phase ?? null,
    chunk: metadata?.chunk_order ?? null,
    progress: metadata?.progress ?? null,
    errors,
  };
}

export interface HistoryThread {
  /** The number of the person; the ids on a message complete it. */
  id: string | null;
  userId: string | null;
}

const context = z.object({ history_context: optionalObject({ status: optionalText }) });

export function readHistoryMessage(
  value: unknown,
  thread: HistoryThread,
  contacts: readonly WebhookContact[]
): Draft<HistoryMessageItem> {
  const { head, body, key } = readBody(value);
  // `to` is there for what the business sent, and only for that.
  const outbound =
    head.to !== null ||
    head.to_user_id !== null ||
    (thread.id !== null && head.from !== null && head.from !== thread.id);
  const ids = outbound
    ? { waId: head.to ?? thread.id, userId: head.to_user_id ?? thread.userId, parentUserId: head.to_parent_user_id }
    : {
        waId: head.from ?? thread.id,
        userId: head.from_user_id ?? thread.userId,
        parentUserId: head.from_parent_user_id,
      };
  return {
    kind: 'history-message',
    at: head.timestamp,
    // Media of the last days come a second time, then with their ids.
    key: `history:${key}:${body.content.type}${body.content.type === 'media' ? `:${body.content.mediaId ?? ''}` : ''}`,
    ...body,
    direction: outbound ? 'outbound' : 'inbound',
    person: personOf(ids, contacts),
    status: context.parse(value).history_context?.status ?? null,
  };
}

const appContact = z.object({
  type: optionalText,
  action: optionalText,
  contact: z.object({ full_name: optionalText, first_name: optionalText, phone_number: optionalId }),
  metadata: optionalObject({ timestamp: instant }),
});

/** Meta: webhooks/reference/smb_app_state_sync. */
export function readAppContact(value: unknown): Draft<AppContactItem> {
  const { action, contact, metadata } = appContact.parse(value);
  return {
    kind: 'app-contact',
    at: metadata?.timestamp ?? null,
    key: `app-contact:${fingerprint(value)}`,
    action: action === 'add' || action === 'remove' ? action : 'other',
    waId: contact.phone_number,
    name: contact.full_name ?? contact.first_name,
  };
}
