import { TROUBLE, type TroubleCode } from '../trouble';
import { TROUBLE_ES } from '../trouble-es';

export type AlertLanguage = 'en' | 'es';

export const troubleInWords = (language: AlertLanguage, code: TroubleCode): { message: string; action: string } =>
  language === 'es' ? TROUBLE_ES[code] : TROUBLE[code];

/** Of an admin user's preferred language, such as `es` or `es-MX`. */
export const alertLanguage = (preferred: string | null): AlertLanguage =>
  preferred?.toLowerCase().split('-')[0] === 'es' ? 'es' : 'en';
