import type { ListResponse } from 'imapflow';
import { Trouble } from '../../accounts/trouble';
import type { ImapConnection } from './connection';

export interface MailFolders {
  inbox: string;
  /** Null when the server has none. */
  sent: string | null;
}

/**
 * Names of the folder of sent mail where the server marks none (RFC 6154), compared without case; the order decides.
 * What common clients and hosters create in the languages of Europe and Latin America.
 */
const SENT_NAMES = [
  'Sent',
  'Sent Items',
  'Sent Mail',
  'Sent Messages',
  'Enviados',
  'Elementos enviados',
  'Correo enviado',
  'Mensajes enviados',
  'Itens Enviados',
  'Enviadas',
  'E-mails enviados',
  'Elements enviats',
  'Enviats',
  'Bidaliak',
  'Gesendet',
  'Gesendete Elemente',
  'Gesendete Objekte',
  'Envoyés',
  'Éléments envoyés',
  'Messages envoyés',
  'Inviata',
  'Posta inviata',
  'Elementi inviati',
  'Verzonden',
  'Verzonden items',
  'Wysłane',
].map((name) => name.toLowerCase());

/** Throws `folder-missing` where there is no INBOX. */
export async function findFolders(imap: ImapConnection): Promise<MailFolders> {
  return pickFolders(await imap.run((client) => client.list()));
}

/** Throws `folder-missing` where there is no INBOX. */
export function pickFolders(list: ListResponse[]): MailFolders {
  const inbox = list.find(({ path }) => path.toUpperCase() === 'INBOX');
  if (!inbox) throw new Trouble('folder-missing', 'INBOX is not listed');
  return { inbox: inbox.path, sent: chooseSent(list) };
}

export const isSelectable = ({ flags }: Pick<ListResponse, 'flags'>): boolean =>
  !flags.has('\\Noselect') && !flags.has('\\NonExistent');

/** The server's own mark first, then a well-known name, at the top or right below INBOX as some servers keep it. */
export function chooseSent(
  list: Pick<ListResponse, 'path' | 'name' | 'parentPath' | 'flags' | 'specialUse' | 'specialUseSource'>[]
): string | null {
  const selectable = list.filter(isSelectable);
  const marked = selectable.find((folder) => folder.specialUse === '\\Sent' && folder.specialUseSource === 'extension');
  if (marked) return marked.path;
  const named = selectable
    .filter(({ parentPath }) => parentPath === '' || parentPath.toUpperCase() === 'INBOX')
    .map(({ path, name }) => ({ path, rank: SENT_NAMES.indexOf(name.normalize('NFC').toLowerCase()) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  // imapflow knows the names of further languages.
  return named[0]?.path ?? selectable.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}
