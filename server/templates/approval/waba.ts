import { isWhatsAppAccount, needsPerson, type WhatsAppAccount } from '../../accounts/account';
import type { AccountRepository } from '../../accounts/repository';
import { Trouble } from '../../accounts/trouble';
import type { ChannelDirectory } from '../../channels/directory';
import { createTemplateApi, type TemplateApi } from '../../channels/whatsapp-cloud/templates/template-api';

export async function whatsAppAccounts(accounts: AccountRepository): Promise<WhatsAppAccount[]> {
  return (await accounts.list()).filter(isWhatsAppAccount);
}

/** WhatsApp Business accounts that a template is for. `accountIds` empty: all there are. */
export const wabasOf = (all: readonly WhatsAppAccount[], accountIds: readonly string[]): string[] => [
  ...new Set(
    all.filter(({ id }) => accountIds.length === 0 || accountIds.includes(id)).map(({ settings }) => settings.wabaId)
  ),
];

/**
 * Meta's templates of a WhatsApp Business account, asked through one of its numbers: the first that nobody has to put right.
 * Null: none of its numbers is connected any more. Rejects with `Trouble` where its token cannot be had.
 */
export function createOpenTemplateApi({
  accounts,
  channels,
}: {
  accounts: AccountRepository;
  channels: ChannelDirectory;
}) {
  return async function openTemplateApi(wabaId: string): Promise<TemplateApi | null> {
    const own = (await whatsAppAccounts(accounts)).filter(({ settings }) => settings.wabaId === wabaId);
    const account = own.find((one) => !needsPerson(one)) ?? own[0];
    if (!account) return null;
    if (needsPerson(account)) throw new Trouble('credentials-missing');
    const { channel, connection } = await channels.whatsApp(account);
    return createTemplateApi(channel.client(connection), wabaId);
  };
}
export type OpenTemplateApi = ReturnType<typeof createOpenTemplateApi>;
