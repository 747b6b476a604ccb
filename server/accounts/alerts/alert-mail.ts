import type { TroubleCode } from '../trouble';
import { troubleInWords, type AlertLanguage } from './plain-words';
import type { Situation } from './situation';
import { escapeText } from '../../mail/html/escape-text';

export interface AlertFacts {
  language: AlertLanguage;
  name: string;
  address: string;
  situation: Extract<Situation, { since: number }>;
  link: string | null;
}

export interface AlertMail {
  subject: string;
  text: string;
  html: string;
}

const WORDS = {
  en: {
    errorSubject: (name: string) => `The account ${name} has stopped receiving mail`,
    behindSubject: (name: string) => `The account ${name} is behind`,
    error: (account: string, since: string) => `The account ${account} has been in error since ${since}.`,
    behind: (account: string, since: string) =>
      `The account ${account} has not been in step with its mailbox since ${since}.`,
    behindAction: 'Check that the process that reads mailboxes is running, and look at the page of the account.',
    safe: 'No mail is lost: it waits on the mail server.',
    page: 'The page of the account:',
    why: 'You get this mail because you may manage the accounts of Conversations. It is sent once for each trouble.',
  },
  es: {
    errorSubject: (name: string) => `La cuenta ${name} ha dejado de recibir correo`,
    behindSubject: (name: string) => `La cuenta ${name} va con retraso`,
    error: (account: string, since: string) => `La cuenta ${account} está en error desde el ${since}.`,
    behind: (account: string, since: string) => `La cuenta ${account} no está al día con su buzón desde el ${since}.`,
    behindAction: 'Compruebe que el proceso que lee los buzones esté en marcha y mire la página de la cuenta.',
    safe: 'No se pierde ningún correo: espera en el servidor de correo.',
    page: 'La página de la cuenta:',
    why: 'Recibe este correo porque puede gestionar las cuentas de Conversations. Se envía una vez por cada problema.',
  },
};

/** Says which account, what is wrong, what to do and where. Nothing of a customer, and no secret. */
export function alertMail({ language, name, address, situation, link }: AlertFacts): AlertMail {
  const words = WORDS[language];
  const account = name === address ? address : `${name} (${address})`;
  const since = instantInWords(language, situation.since);
  const lines =
    situation.kind === 'behind'
      ? [words.behind(account, since), words.behindAction]
      : [words.error(account, since), ...causeLines(language, situation.code)];
  const subject = situation.kind === 'behind' ? words.behindSubject(name) : words.errorSubject(name);
  const before = [...lines, words.safe];
  const text = [...before, ...(link ? [`${words.page} ${link}`] : []), words.why].join('\n\n');
  const linked = link ? [`${escapeText(words.page)} <a href="${escapeText(link)}">${escapeText(link)}</a>`] : [];
  const html = [...before.map(escapeText), ...linked, escapeText(words.why)].map((part) => `<p>${part}</p>`).join('\n');
  return { subject, text: `${text}\n`, html: `${html}\n` };
}

function causeLines(language: AlertLanguage, code: TroubleCode): string[] {
  const { message, action } = troubleInWords(language, code);
  return [message, action].filter(Boolean);
}

/** In UTC and says so: nobody has told us where the reader is. */
const instantInWords = (language: AlertLanguage, at: number): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;
