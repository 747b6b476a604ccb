import type { CreateWhatsAppAccount } from '../../../api/contracts/whatsapp-accounts';
import type { NumberSeen } from '../../../channels/whatsapp-cloud/number/read-number';
import type { WhatsAppCloudSettings } from '../../../channels/whatsapp-cloud/settings';
import type { AccountRepository } from '../../repository';
import type { AccountSettings } from '../../settings-service';
import type { Signup } from './signup';

interface Proven {
  settings: WhatsAppCloudSettings;
  accessToken: string;
  number: NumberSeen['number'];
}

export type ConnectNumber = (signup: Signup, proven: Proven) => Promise<string>;

interface Deps {
  accounts: AccountRepository;
  accountSettings: AccountSettings;
  appSecret: string;
}

/**
 * Makes the account, or gives the one that has this number its new token. The second is also what a process does that died
 * after the first.
 */
export function createConnectNumber({ accounts, accountSettings, appSecret }: Deps): ConnectNumber {
  return async function connect(signup, { settings, accessToken, number }) {
    const { appId, wabaId, phoneNumberId } = settings;
    const known = (await accounts.list()).find(
      (account) => account.kind === 'whatsapp-cloud' && account.settings.phoneNumberId === phoneNumberId
    );
    if (known) {
      await accountSettings.update(signup.by, known.id, { appId, wabaId, appSecret, accessToken });
      return known.id;
    }
    const input: CreateWhatsAppAccount = {
      kind: 'whatsapp-cloud',
      appId,
      appSecret,
      wabaId,
      phoneNumberId,
      accessToken,
      senderName: '',
      ...(number.verifiedName ? { name: number.verifiedName.slice(0, 120) } : {}),
      ...(number.displayPhoneNumber ? { address: number.displayPhoneNumber.slice(0, 32) } : {}),
      authorisedUserIds: signup.authorisedUserIds,
    };
    return accountSettings.create(signup.by, input);
  };
}
