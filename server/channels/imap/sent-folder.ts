import { buffer } from 'node:stream/consumers';
import { Trouble } from '../../accounts/trouble';
import type { OutgoingMail } from '../mail-channel';
import { classifyError } from './classify-error';
import type { ImapConnection } from './connection';
import { findFolders } from './folders';
import { FETCH_DEADLINE } from './limits';

/** Is a mail with this Message-ID in the folder of sent mail? Throws `Trouble` where that cannot be told. */
export async function isInSent(imap: ImapConnection, messageId: string): Promise<boolean> {
  const { sent } = await findFolders(imap);
  return sent !== null && (await holds(imap, sent, messageId));
}

/**
 * Files a copy, marked as read. Looks first, so that it may be tried again after a connection was lost in the middle.
 * Throws `mailbox-read-only` when the server refuses it.
 */
export async function fileInSent(imap: ImapConnection, mail: OutgoingMail): Promise<'filed' | 'was-there'> {
  const { sent } = await findFolders(imap);
  if (sent !== null && (await holds(imap, sent, mail.messageId))) return 'was-there';
  const path = sent ?? (await createSent(imap));
  // imapflow takes a whole mail only; the limits of an outgoing mail bound it.
  const raw = await buffer(await mail.raw());
  await imap.run(async (client) => {
    try {
      await client.append(path, raw, ['\\Seen']);
    } catch (error) {
      throw client.isClosed ? error : refusedCopy(error);
    }
  }, FETCH_DEADLINE);
  return 'filed';
}

async function holds(imap: ImapConnection, path: string, messageId: string): Promise<boolean> {
  await imap.examine(path);
  const found = await imap.run((client) => client.search({ header: { 'message-id': messageId } }, { uid: true }));
  // "No" must never come from a search that was not made: it would send a mail twice.
  if (!found) throw new Trouble('server-unavailable', 'SEARCH refused');
  return found.length > 0;
}

async function createSent(imap: ImapConnection): Promise<string> {
  return imap.run(async (client) => {
    try {
      return (await client.mailboxCreate('Sent')).path;
    } catch (error) {
      throw client.isClosed ? error : refusedCopy(error);
    }
  });
}

/** Codes that speak of something else than the right to write (RFC 5530, RFC 7889). */
const PASSING = new Set([
  'UNAVAILABLE',
  'INUSE',
  'SERVERBUG',
  'LIMIT',
  'OVERQUOTA',
  'TOOBIG',
  'APPENDLIMIT',
  'EXPUNGEISSUED',
]);

function refusedCopy(error: unknown): Trouble {
  const code =
    typeof error === 'object' && error !== null && 'serverResponseCode' in error
      ? String(error.serverResponseCode)
      : '';
  const refused =
    typeof error === 'object' && error !== null && 'responseStatus' in error && error.responseStatus === 'NO';
  if (PASSING.has(code)) return new Trouble(code === 'LIMIT' ? 'throttled' : 'server-unavailable', `APPEND ${code}`);
  return refused ? new Trouble('mailbox-read-only', `APPEND ${code || 'NO'}`) : classifyError(error);
}
