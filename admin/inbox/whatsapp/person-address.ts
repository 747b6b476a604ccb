import type { Translate } from '../../i18n/use-translate';

/** Meta: business-scoped user ids, a country's two letters and what nobody can read or dial. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]+$/;

/** How a person of WhatsApp is reached, in words: a number, a user name, or that they show neither. */
export const personAddress = (address: string, t: Translate): string =>
  USER_ID.test(address) ? t('whatsapp.no-number') : address;
