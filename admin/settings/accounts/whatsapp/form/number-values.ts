import type { WhatsAppAccountDto } from '../../../../../server/api/contracts/accounts';
import type {
  CreateWhatsAppAccount,
  UpdateWhatsAppAccount,
} from '../../../../../server/api/contracts/whatsapp-accounts';
import type { TranslationKey } from '../../../../i18n/translation-key';

export interface NumberValues {
  name: string;
  appId: string;
  wabaId: string;
  phoneNumberId: string;
  appSecret: string;
  accessToken: string;
  authorisedUserIds: number[];
}

export const emptyNumber: NumberValues = {
  name: '',
  appId: '',
  wabaId: '',
  phoneNumberId: '',
  appSecret: '',
  accessToken: '',
  authorisedUserIds: [],
};

export const valuesOfNumber = (account: WhatsAppAccountDto): NumberValues => ({
  ...emptyNumber,
  name: account.name,
  appId: account.appId,
  wabaId: account.wabaId,
  phoneNumberId: account.phoneNumberId,
});

const connectionOf = ({ appId, wabaId, phoneNumberId, appSecret, accessToken }: NumberValues) => ({
  appId: appId.trim(),
  wabaId: wabaId.trim(),
  phoneNumberId: phoneNumberId.trim(),
  appSecret: appSecret.trim(),
  accessToken: accessToken.trim(),
});

export const toNumberTest = (values: NumberValues) => ({
  kind: 'whatsapp-cloud' as const,
  ...connectionOf(values),
});

export const toNewNumber = (values: NumberValues): CreateWhatsAppAccount => ({
  ...toNumberTest(values),
  name: values.name.trim() || undefined,
  senderName: '',
  authorisedUserIds: values.authorisedUserIds,
});

/** Empty secrets keep those that are stored. */
export const toNumberUpdate = (values: NumberValues): UpdateWhatsAppAccount => ({
  ...connectionOf(values),
  name: values.name.trim(),
});

/** Two forms with the same key make the same connection, so a check of one holds for the other. */
export const numberKey = (values: NumberValues): string => JSON.stringify(connectionOf(values));

const IDS = ['appId', 'wabaId', 'phoneNumberId'] as const;
const META_ID = /^\d{5,25}$/;
const APP_SECRET = /^[0-9A-Za-z_-]{16,128}$/;
const ACCESS_TOKEN = /^[\x21-\x7e]{20,1024}$/;

/** The order is that of the page: the first problem gets the focus. */
export function numberProblems(
  values: NumberValues,
  stored: NumberValues | null
): Partial<Record<keyof NumberValues, TranslationKey>> {
  const problems: Partial<Record<keyof NumberValues, TranslationKey>> = {};
  for (const name of ['appId', 'appSecret', 'accessToken', 'wabaId', 'phoneNumberId'] as const) {
    const text = values[name].trim();
    const isId = IDS.some((id) => id === name);
    // A stored secret belongs to its app.
    const keeps = !isId && stored && (name !== 'appSecret' || stored.appId === values.appId.trim());
    if (!text) {
      if (!keeps) problems[name] = 'form.problem.required';
    } else if (isId && !META_ID.test(text)) problems[name] = 'whatsapp.problem.id';
    else if (name === 'appSecret' && !APP_SECRET.test(text)) problems[name] = 'whatsapp.problem.secret';
    else if (name === 'accessToken' && !ACCESS_TOKEN.test(text)) problems[name] = 'whatsapp.problem.token';
  }
  return problems;
}
