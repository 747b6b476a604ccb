import type { FolderRole } from '../channels/mail-channel';
import type { MailAddress, ParsedMail } from '../mail/types';

/** Stands for a sender that the mail does not name. The domain cannot exist (RFC 2606). */
export const UNKNOWN_SENDER: MailAddress = { name: '', address: 'unknown-sender@mail.invalid' };

/** Which way a mail went, by the folder it lies in: From is only a claim of whoever wrote it. */
export const directionOf = (role: FolderRole): 'inbound' | 'outbound' => (role === 'sent' ? 'outbound' : 'inbound');

/** The person that a conversation with this mail would be with. */
export function counterpartOf(mail: ParsedMail, role: FolderRole, ownAddress: string): MailAddress {
  const sender = mail.from ?? UNKNOWN_SENDER;
  const others = [...mail.to, ...mail.cc].filter(({ address }) => address !== ownAddress);
  if (role === 'sent') return others[0] ?? sender;
  return sender.address === ownAddress ? (others[0] ?? sender) : sender;
}

/** Everybody on the mail but the account itself. */
export function participantsOf(mail: ParsedMail, ownAddress: string): MailAddress[] {
  const people = new Map<string, MailAddress>();
  for (const person of [mail.from, ...mail.replyTo, ...mail.to, ...mail.cc]) {
    if (person && person.address && person.address !== ownAddress && !people.has(person.address))
      people.set(person.address, person);
  }
  return [...people.values()];
}
