import type { CreateWhatsAppAccount, UpdateWhatsAppAccount } from '../../api/contracts/whatsapp-accounts';
import { invalid } from '../../api/errors';
import { SECRET } from '../../channels/directory';
import type { ProviderState, WhatsAppCloudSettings } from '../../channels/whatsapp-cloud/settings';
import { toInstant, toInstantOrNull } from '../../database/columns';
import type { WhatsAppAccount } from '../account';
import type { AccountKindRules } from './account-kind';

const NAMES = SECRET['whatsapp-cloud'];

/** Named where it is unknown yet what the number is; see `nameOf`. */
const placeholder = (phoneNumberId: string) => `WhatsApp ${phoneNumberId}`;

/** The number itself, once it is known, for an account that nobody has given a name. */
export const nameOf = ({ name, settings }: WhatsAppAccount, address: string): string =>
  name === placeholder(settings.phoneNumberId) ? address : name;

const broughtByMeta = ({ handshakeAt, lastEventAt, restrictions, portfolioId }: ProviderState): ProviderState => ({
  ...(handshakeAt === undefined ? {} : { handshakeAt }),
  ...(lastEventAt === undefined ? {} : { lastEventAt }),
  ...(restrictions === undefined ? {} : { restrictions }),
  // Ids of people hold within it: without it nobody would be recognised until the number is next looked at.
  ...(portfolioId === undefined ? {} : { portfolioId }),
});

export const whatsAppCloudKind: AccountKindRules<CreateWhatsAppAccount, UpdateWhatsAppAccount, WhatsAppAccount> = {
  toNew: ({ appId, wabaId, phoneNumberId, readReceipts = true, ...input }) => ({
    kind: 'whatsapp-cloud',
    name: input.name || input.address || placeholder(phoneNumberId),
    address: input.address ?? '',
    senderName: input.senderName,
    companyName: input.companyName,
    undoSeconds: input.undoSeconds,
    settings: { appId, wabaId, phoneNumberId, readReceipts },
  }),

  secretsOf: ({ appSecret, accessToken }) => ({ [NAMES.appSecret]: appSecret, [NAMES.accessToken]: accessToken }),

  change(account, { appSecret, accessToken, ...input }) {
    const before = account.settings;
    const settings: WhatsAppCloudSettings = {
      appId: input.appId ?? before.appId,
      wabaId: input.wabaId ?? before.wabaId,
      phoneNumberId: input.phoneNumberId ?? before.phoneNumberId,
      readReceipts: input.readReceipts ?? before.readReceipts,
    };
    // A secret belongs to its app: beside the id of another it would only fail, and say why to nobody.
    if (settings.appId !== before.appId && !appSecret) {
      throw invalid('app-secret-required', 'Enter the app secret again: the app id has changed.', {
        errors: [{ path: ['appSecret'], message: 'is needed because the app changes' }],
      });
    }
    const relogs =
      settings.appId !== before.appId ||
      settings.wabaId !== before.wabaId ||
      settings.phoneNumberId !== before.phoneNumberId ||
      Boolean(appSecret) ||
      Boolean(accessToken);
    const sameNumber = settings.appId === before.appId && settings.phoneNumberId === before.phoneNumberId;
    return {
      change: {
        name: input.name === '' ? account.address || account.name : input.name,
        senderName: input.senderName,
        companyName: input.companyName,
        undoSeconds: input.undoSeconds,
        settings,
        // What Meta said was said of another number or to another token. What it did by itself stays true of this number.
        ...(relogs ? { provider: sameNumber ? broughtByMeta(account.provider) : {} } : {}),
      },
      secrets: {
        ...(appSecret ? { [NAMES.appSecret]: appSecret } : {}),
        ...(accessToken ? { [NAMES.accessToken]: accessToken } : {}),
      },
      relogs,
      reconnects: relogs,
      before: {
        name: account.name,
        senderName: account.senderName,
        companyName: account.companyName,
        undoSeconds: account.undoSeconds,
        ...before,
      },
    };
  },

  describe: ({ settings, provider }, { hasSecret, webhookUrl, verifyToken }) => ({
    kind: 'whatsapp-cloud',
    ...settings,
    hasAppSecret: hasSecret(NAMES.appSecret),
    hasAccessToken: hasSecret(NAMES.accessToken),
    webhookUrl,
    verifyToken,
    handshakeAt: toInstantOrNull(provider.handshakeAt ?? null),
    lastEventAt: toInstantOrNull(provider.lastEventAt ?? null),
    tokenExpiresAt: toInstantOrNull(provider.tokenExpiresAt ?? null),
    foreignCallback: provider.foreignCallback ?? null,
    restrictions: (provider.restrictions ?? []).map(({ type, until }) => ({ type, until: toInstantOrNull(until) })),
    number: provider.number ? { ...provider.number, checkedAt: toInstant(provider.number.checkedAt) } : null,
  }),
};
