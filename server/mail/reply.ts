import { isDaemon } from './bounces/recognise';
import { isAddress } from './header-values';
import { cleanLine } from './plain-text';
import { replySubject } from './subject';
import type { MailAddress } from './types';

export interface ReplySource {
  direction: 'inbound' | 'outbound';
  from: MailAddress | null;
  replyTo?: readonly MailAddress[];
  to: readonly MailAddress[];
  cc: readonly MailAddress[];
  subject: string;
}

export interface ReplyEnvelope {
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
}

/** A mail to more people than this is a mailing, and an answer to all of them is not what its writer expects. */
const MAX_OTHERS = 20;
const MAX_SUBJECT = 990;
const MAX_NAME = 120;

/**
 * Whom a reply goes to unless its writer says otherwise: who wrote last from outside (Reply-To before From), and in copy
 * whom that person had addressed besides the account. Without any mail from outside, whom we wrote to last.
 * `messages` are in order, the newest last. Every value is fit for a header.
 */
export function replyEnvelope(
  messages: readonly ReplySource[],
  account: { address: string; otherAddresses?: readonly string[] }
): ReplyEnvelope {
  // A report that found no message stands among the mails; nobody reads what is answered to it.
  const people = messages.filter((message) => message.direction === 'outbound' || !isDaemon(message.from));
  const written = people.length > 0 ? people : messages;
  const source = [...written].reverse().find((message) => message.direction === 'inbound') ?? written.at(-1);
  if (!source) return { to: [], cc: [], subject: '' };
  const own = new Set([account.address, ...(account.otherAddresses ?? [])].map((address) => address.toLowerCase()));
  const taken = new Set<string>();
  const pick = (addresses: readonly MailAddress[]) =>
    addresses.filter(({ address }) => {
      if (!isAddress(address) || own.has(address) || taken.has(address)) return false;
      taken.add(address);
      return true;
    });

  const subject = cleanSubject(source.subject);
  if (source.direction === 'outbound')
    return { to: pick(source.to).map(clean), cc: pick(source.cc).map(clean), subject };
  const to = pick(source.replyTo?.length ? source.replyTo.slice(0, MAX_OTHERS) : source.from ? [source.from] : []);
  const others = pick([...source.to, ...source.cc]);
  return { to: to.map(clean), cc: others.length > MAX_OTHERS ? [] : others.map(clean), subject };
}

/** Angle brackets delimit addresses and are refused in headers; their typographic likeness keeps the meaning. */
const withoutBrackets = (text: string) => text.replace(/</g, '\u2039').replace(/>/g, '\u203a');

const cleanSubject = (subject: string) => cleanLine(replySubject(withoutBrackets(subject)), MAX_SUBJECT);
const clean = ({ name, address }: MailAddress): MailAddress => ({
  name: cleanLine(withoutBrackets(name), MAX_NAME),
  address,
});
