import { z } from 'zod';
import { instant, listOf, optionalId, optionalNumber, optionalObject, optionalText } from './fields';
import { fingerprint } from './fragment';
import type { AccountItem, Draft } from './items';

export const ACCOUNT_FIELDS = [
  'account_update',
  'account_alerts',
  'account_review_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'business_capability_update',
  'security',
] as const;
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

const account = z.object({
  event: optionalText,
  decision: optionalText,
  alert_type: optionalText,
  alert_info: optionalObject({ alert_type: optionalText, alert_description: optionalText }),
  alert_description: optionalText,
  restriction_info: listOf(z.object({ restriction_type: z.string(), expiration: instant })),
  ban_info: optionalObject({ waba_ban_state: optionalText }),
  violation_info: optionalObject({ violation_type: optionalText }),
  disconnection_info: optionalObject({ reason: optionalText }),
});
const limit = z
  .union([z.string(), z.number().transform(String)])
  .nullable()
  .catch(null);
const number = z.object({
  event: optionalText,
  display_phone_number: optionalId,
  current_limit: limit,
  max_daily_conversations_per_business: limit,
  decision: optionalText,
  requested_verified_name: optionalText,
  rejection_reason: optionalText,
});
const capability = z.object({
  max_daily_conversations_per_business: limit,
  max_phone_numbers_per_business: optionalNumber,
});
const security = z.object({ event: optionalText, display_phone_number: optionalId, requester: optionalId });

/** Meta: webhooks/reference, one page per field. Fields that are not there are null: their number grows each year. */
export function readAccountEvent(field: AccountField, value: unknown, at: number | null): Draft<AccountItem> {
  const base = { at, key: `${field}:${at ?? ''}:${fingerprint(value)}` };
  switch (field) {
    case 'account_update':
    case 'account_alerts':
    case 'account_review_update': {
      const parsed = account.parse(value);
      const alert = parsed.alert_info?.alert_type ?? parsed.alert_type;
      return {
        ...base,
        kind: 'account',
        field,
        event: parsed.event ?? parsed.decision ?? alert ?? 'UNKNOWN',
        restrictions: parsed.restriction_info.map(({ restriction_type, expiration }) => ({
          type: restriction_type,
          until: expiration,
        })),
        banState: parsed.ban_info?.waba_ban_state ?? null,
        violation: parsed.violation_info?.violation_type ?? null,
        disconnectReason: parsed.disconnection_info?.reason ?? null,
        description: parsed.alert_info?.alert_description ?? parsed.alert_description,
      };
    }
    case 'phone_number_quality_update':
    case 'phone_number_name_update': {
      const parsed = number.parse(value);
      return {
        ...base,
        kind: 'number',
        field,
        event: parsed.event,
        displayPhoneNumber: parsed.display_phone_number,
        limit: parsed.max_daily_conversations_per_business ?? parsed.current_limit,
        decision: parsed.decision,
        verifiedName: parsed.requested_verified_name,
        reason: parsed.rejection_reason,
      };
    }
    case 'business_capability_update': {
      const parsed = capability.parse(value);
      return {
        ...base,
        kind: 'capability',
        dailyLimit: parsed.max_daily_conversations_per_business,
        phoneNumberLimit: parsed.max_phone_numbers_per_business,
      };
    }
    case 'security': {
      const parsed = security.parse(value);
      return {
        ...base,
        kind: 'security',
        event: parsed.event,
        displayPhoneNumber: parsed.display_phone_number,
        requesterId: parsed.requester,
      };
    }
  }
}
