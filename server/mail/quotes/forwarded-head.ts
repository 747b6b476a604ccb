import type { MailAddress } from '../types';
import { instantText, personText, type WriterLanguage } from './attribution';

export interface ForwardedMail {
  /** Epoch milliseconds. */
  at: number;
  from: MailAddress;
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  subject: string;
}

const WORDS: Record<WriterLanguage, Record<'title' | 'from' | 'date' | 'subject' | 'to' | 'cc', string>> = {
  en: { title: 'Forwarded message', from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc' },
  es: { title: 'Mensaje reenviado', from: 'De', date: 'Fecha', subject: 'Asunto', to: 'Para', cc: 'Cc' },
};
const MAX_NAMED = 20;

/** What mail programs write above a mail that goes on to somebody else. Nobody who got a blind copy is named. */
export function forwardedHead(mail: ForwardedMail, language: WriterLanguage, timeZone: string | null): string {
  const words = WORDS[language];
  const list = (people: readonly MailAddress[]) =>
    people.slice(0, MAX_NAMED).map(personText).join(', ') + (people.length > MAX_NAMED ? ', …' : '');
  return [
    `---------- ${words.title} ----------`,
    `${words.from}: ${personText(mail.from)}`,
    `${words.date}: ${instantText(mail.at, language, timeZone)}`,
    `${words.subject}: ${mail.subject.replace(/[\r\n]+/g, ' ')}`,
    ...(mail.to.length > 0 ? [`${words.to}: ${list(mail.to)}`] : []),
    ...(mail.cc.length > 0 ? [`${words.cc}: ${list(mail.cc)}`] : []),
  ].join('\n');
}
