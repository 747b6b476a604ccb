import { z } from 'zod';
import { listOf, optionalId, optionalObject, optionalText } from './fields';

/**
 * A WhatsApp user as an item names them. Since user names exist nothing here is sure to be there: a person without a
 * phone number has a user id that is theirs for one business portfolio (BSUID).
 *
 * Meta: business-scoped-user-ids.
 */
export interface WebhookPerson {
  /** Digits without a plus, exactly as received: what a reply goes to. */
  waId: string | null;
  userId: string | null;
  parentUserId: string | null;
  username: string | null;
  name: string | null;
}

const contact = z.object({
  profile: optionalObject({ name: optionalText, username: optionalText }),
  wa_id: optionalId,
  user_id: optionalId,
  parent_user_id: optionalId,
});
export const contactList = listOf(contact);
export type WebhookContact = z.output<typeof contact>;

export interface NamedIds {
  waId: string | null;
  userId: string | null;
  parentUserId?: string | null;
}

/** The ids on the item itself, completed by the entry of the `contacts` array that means the same person. */
export function personOf(ids: NamedIds, contacts: readonly WebhookContact[]): WebhookPerson {
  const entry = entryOf(ids, contacts);
  return {
    waId: ids.waId ?? entry?.wa_id ?? null,
    userId: ids.userId ?? entry?.user_id ?? null,
    parentUserId: ids.parentUserId ?? entry?.parent_user_id ?? null,
    username: entry?.profile?.username ?? null,
    name: entry?.profile?.name ?? null,
  };
}

function entryOf({ waId, userId }: NamedIds, contacts: readonly WebhookContact[]): WebhookContact | undefined {
  const byUserId = userId === null ? undefined : contacts.find((entry) => entry.user_id === userId);
  if (byUserId) return byUserId;
  const byNumber = waId === null ? undefined : contacts.find((entry) => entry.wa_id === waId);
  if (byNumber) return byNumber;
  // `from` and `wa_id` differ for some countries (Mexico's 1). With one entry there is no doubt whose it is, unless it
  // names another user.
  const [only] = contacts;
  if (contacts.length !== 1 || !only) return undefined;
  return userId !== null && only.user_id !== null ? undefined : only;
}
