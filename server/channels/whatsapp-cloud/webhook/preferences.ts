import { z } from 'zod';
import { instant, optionalId, optionalText } from './fields';
import { fingerprint } from './fragment';
import type { Draft, PreferenceItem } from './items';
import { personOf, type WebhookContact } from './person';

const preference = z.object({
  wa_id: optionalId,
  user_id: optionalId,
  parent_user_id: optionalId,
  category: optionalText,
  value: z.string(),
  timestamp: instant,
});

/** Marketing that somebody stopped or took up again. Meta: webhooks/reference/user_preferences. */
export function readPreference(value: unknown, contacts: readonly WebhookContact[]): Draft<PreferenceItem> {
  const parsed = preference.parse(value);
  const ids = { waId: parsed.wa_id, userId: parsed.user_id, parentUserId: parsed.parent_user_id };
  return {
    kind: 'preference',
    at: parsed.timestamp,
    key: `preference:${fingerprint(value)}`,
    person: personOf(ids, contacts),
    category: parsed.category,
    // `signup` is a person who agreed anew.
    choice:
      parsed.value === 'stop' ? 'stop' : parsed.value === 'resume' || parsed.value === 'signup' ? 'resume' : 'other',
  };
}
