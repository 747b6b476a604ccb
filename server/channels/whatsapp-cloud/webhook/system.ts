import { z } from 'zod';
import { optionalId, optionalText } from './fields';

/**
 * A person's ids changed. The readable `body` names the old and the new number and is never parsed: its words are
 * translated and its numbers may be missing.
 *
 * Meta: webhooks/reference/messages/system; changelog of 11 August 2026 for `user_changed_user_id`.
 */
export const system = z
  .object({
    type: optionalText,
    body: optionalText,
    wa_id: optionalId,
    new_wa_id: optionalId,
    user_id: optionalId,
    previous_user_id: optionalId,
    parent_user_id: optionalId,
    previous_parent_user_id: optionalId,
  })
  .transform((value) => ({
    change: CHANGES.get(value.type ?? '') ?? ('other' as const),
    text: value.body,
    // The name of the field until Graph v12.
    waId: value.wa_id ?? value.new_wa_id,
    userId: value.user_id,
    previousUserId: value.previous_user_id,
    parentUserId: value.parent_user_id,
    previousParentUserId: value.previous_parent_user_id,
  }));

const CHANGES = new Map<string, 'number' | 'user-id' | 'identity'>([
  ['user_changed_number', 'number'],
  ['customer_changed_number', 'number'],
  ['user_changed_user_id', 'user-id'],
  ['customer_identity_changed', 'identity'],
]);

export type SystemChange = z.output<typeof system>;
