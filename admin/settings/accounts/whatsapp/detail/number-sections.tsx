import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import { CheckSection } from './check-section';
import { NumberSection } from './number-section';
import { ProfileSection } from './profile-section';
import { WebhookSection } from './webhook-section';

/** What only a number's page has. */
export function NumberSections({ account }: { account: WhatsAppAccountDto }) {
  return (
    <>
      <CheckSection account={account} />
      <WebhookSection account={account} />
      <NumberSection account={account} />
      <ProfileSection accountId={account.id} />
    </>
  );
}
