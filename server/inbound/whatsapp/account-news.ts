import type { TroubleCode } from '../../accounts/trouble';
import type { AccountItem, WebhookItem } from '../../channels/whatsapp-cloud/webhook/items';
import type { ProviderState } from '../../channels/whatsapp-cloud/settings';

export interface AccountNews {
  provider: ProviderState;
  /** What stops the account by this; null where nothing does. */
  trouble: TroubleCode | null;
}

const KINDS = new Set<WebhookItem['kind']>(['account', 'number', 'capability', 'security']);
export const isAccountItem = (item: WebhookItem): item is AccountItem => KINDS.has(item.kind);

/** Events of `account_update` after which nothing of ours is sent. Meta: webhooks/reference/account_update. */
const STOPPING = new Map<string, TroubleCode>([
  ['ACCOUNT_DELETED', 'whatsapp-number-unknown'],
  ['ACCOUNT_OFFBOARDED', 'whatsapp-number-unknown'],
  ['PARTNER_REMOVED', 'whatsapp-number-unknown'],
  ['PARTNER_APP_UNINSTALLED', 'whatsapp-token-refused'],
]);

/** What an event about the account makes of what is known of it. Pure; older events than the last one change nothing. */
export function accountNews(known: ProviderState, item: AccountItem): AccountNews {
  switch (item.kind) {
    case 'account': {
      const restrictions = item.restrictions.length > 0 ? item.restrictions : (known.restrictions ?? []);
      const banned = item.banState === 'DISABLE';
      const freed = item.banState === 'REINSTATE' || item.event === 'ACCOUNT_RECONNECTED';
      return {
        provider: { ...known, restrictions: freed ? [] : restrictions },
        trouble: banned ? 'whatsapp-restricted' : (STOPPING.get(item.event) ?? null),
      };
    }
    case 'number': {
      const { number } = known;
      if (!number) return { provider: known, trouble: null };
      return {
        provider: {
          ...known,
          number: {
            ...number,
            messagingLimit: item.limit ?? number.messagingLimit,
            verifiedName: item.verifiedName ?? number.verifiedName,
            nameStatus: item.decision ?? number.nameStatus,
          },
        },
        trouble: null,
      };
    }
    case 'capability': {
      const { number } = known;
      if (!number || item.dailyLimit === null) return { provider: known, trouble: null };
      return { provider: { ...known, number: { ...number, messagingLimit: item.dailyLimit } }, trouble: null };
    }
    case 'security':
      return { provider: known, trouble: null };
  }
}
