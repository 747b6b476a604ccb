import type { WriterLanguage } from '../../../../server/mail/quotes/attribution';

/** The language of the page is the one that the writer chose; what they write in we do not guess. */
export const writerLanguage = (locale: string): WriterLanguage => (locale.split('-')[0] === 'es' ? 'es' : 'en');

export const writerTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
