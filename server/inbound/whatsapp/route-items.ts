import type { WhatsAppAccount } from '../../accounts/account';
import type { WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';

export interface RoutedItems {
  /** By account id, in the order of the webhook. */
  of: Map<string, WebhookItem[]>;
  /** For numbers or WhatsApp Business accounts that nobody connected. */
  unknown: number;
}

/**
 * Whose each item is: its number's, and where it names none, of every number of its WhatsApp Business account. What names
 * neither (a body that could not be read) is shown on the app's first account, rather than to nobody.
 */
export function routeItems(accounts: readonly WhatsAppAccount[], items: readonly WebhookItem[]): RoutedItems {
  const routed: RoutedItems = { of: new Map(), unknown: 0 };
  for (const item of items) {
    const owners = ownersOf(accounts, item);
    if (owners.length === 0) routed.unknown += 1;
    for (const { id } of owners) {
      const own = routed.of.get(id);
      if (own) own.push(item);
      else routed.of.set(id, [item]);
    }
  }
  return routed;
}

function ownersOf(
  accounts: readonly WhatsAppAccount[],
  { phoneNumberId, wabaId }: WebhookItem
): readonly WhatsAppAccount[] {
  if (phoneNumberId !== null) return accounts.filter(({ settings }) => settings.phoneNumberId === phoneNumberId);
  if (wabaId !== null) return accounts.filter(({ settings }) => settings.wabaId === wabaId);
  return accounts.slice(0, 1);
}
