import type { WhatsAppAccount } from '../../accounts/account';
import type { Scope } from '../../whatsapp/identity';

/**
 * Within what user ids of an account's customers hold. Of the account as it is locked: its portfolio may become known
 * between two batches.
 */
export const idScopeOf = ({ settings, provider }: WhatsAppAccount): Scope => ({
  portfolioId: provider.portfolioId ?? null,
  wabaId: settings.wabaId,
});
