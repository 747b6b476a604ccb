import { z } from 'zod';
import { id, instant, optionalId, optionalObject, optionalText, providerErrors } from './fields';
import { STATUSES, type Draft, type StatusItem } from './items';

const status = z.object({
  id,
  status: z.enum(STATUSES),
  timestamp: instant,
  recipient_id: optionalId,
  recipient_type: optionalText,
  recipient_user_id: optionalId,
  // The two names of the parent's id that Meta's partners report.
  parent_recipient_user_id: optionalId,
  recipient_participant_parent_user_id: optionalId,
  recipient_participant_id: optionalId,
  recipient_participant_user_id: optionalId,
  biz_opaque_callback_data: optionalText,
  pricing: optionalObject({ pricing_model: optionalText, type: optionalText, category: optionalText }),
  conversation: optionalObject({
    id: optionalId,
    origin: optionalObject({ type: optionalText }),
    expiration_timestamp: instant,
  }),
  errors: providerErrors,
});

/** Meta: webhooks/reference/messages/status. */
export function readStatus(value: unknown): Draft<StatusItem> {
  const parsed = status.parse(value);
  const participant = parsed.recipient_participant_id ?? parsed.recipient_participant_user_id;
  const { pricing, conversation } = parsed;
  return {
    kind: 'status',
    at: parsed.timestamp,
    key: ['status', parsed.id, parsed.status, participant ?? '', parsed.timestamp ?? ''].join(':'),
    messageId: parsed.id,
    status: parsed.status,
    recipient: {
      waId: parsed.recipient_id,
      userId: parsed.recipient_user_id,
      parentUserId: parsed.parent_recipient_user_id ?? parsed.recipient_participant_parent_user_id,
    },
    participant,
    isGroup: parsed.recipient_type === 'group' || participant !== null,
    callbackData: parsed.biz_opaque_callback_data,
    pricing: pricing && { model: pricing.pricing_model, type: pricing.type, category: pricing.category },
    conversation: conversation && {
      id: conversation.id,
      origin: conversation.origin?.type ?? null,
      expiresAt: conversation.expiration_timestamp,
    },
    errors: parsed.errors,
  };
}
