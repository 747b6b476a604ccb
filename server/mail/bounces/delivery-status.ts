import { bareAddress } from './address';
import { outcomeOf } from './outcome';
import { enhancedStatus } from './status-code';
import type { DeliveryAction, RecipientReport } from './types';

const MAX_LINES = 5000;
const MAX_RECIPIENTS = 200;

type Fields = Map<string, string>;

export interface StatusPart {
  recipients: RecipientReport[];
  /** Of the fields about the whole mail: some name its Message-ID there. */
  messageIds: string[];
}

/** A message/delivery-status part: groups of fields, the first about the mail, each other about one recipient (RFC 3464 section 2.1). */
export function readDeliveryStatus(content: string): StatusPart {
  const recipients: RecipientReport[] = [];
  const messageIds: string[] = [];
  for (const fields of groups(content)) {
    const id = fields.get('original-message-id') ?? fields.get('x-original-message-id');
    if (id) messageIds.push(id);
    const recipient = toRecipient(fields);
    if (recipient && recipients.length < MAX_RECIPIENTS) recipients.push(recipient);
  }
  return { recipients, messageIds };
}

function groups(content: string): Fields[] {
  const result: Fields[] = [];
  let fields: Fields = new Map();
  let last: string | null = null;
  const close = () => {
    if (fields.size > 0) result.push(fields);
    fields = new Map();
    last = null;
  };
  for (const line of content.split(/\r\n|\n|\r/, MAX_LINES)) {
    if (line.trim() === '') {
      close();
      continue;
    }
    if (/^[ \t]/.test(line)) {
      if (last !== null) fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.slice(0, 4000));
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1 || colon > 60) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    // Some systems leave out the empty line between recipients.
    if (name === 'final-recipient' && fields.has(name)) close();
    if (fields.has(name)) continue;
    fields.set(name, line.slice(colon + 1).trim());
    last = name;
  }
  close();
  return result;
}

function toRecipient(fields: Fields): RecipientReport | null {
  const original = typedAddress(fields.get('original-recipient'));
  // X-Actual-Recipient: where a forward led to; the sender knows the address before it.
  const address =
    typedAddress(fields.get('final-recipient')) ?? original ?? typedAddress(fields.get('x-actual-recipient'));
  if (address === null) return null;
  const status = enhancedStatus(fields.get('status') ?? '');
  const action = readAction(fields.get('action') ?? '', status);
  if (action === null) return null;
  const words = (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]{1,40}\s*;\s*/, '');
  return {
    address,
    originalAddress: original === address ? null : original,
    ...outcomeOf(action, status, words),
  };
}

/** `rfc822; user@example.com` (RFC 3464 section 2.3.1), also without the type. */
function typedAddress(value: string | undefined): string | null {
  if (value === undefined) return null;
  return bareAddress(value.slice(value.indexOf(';') + 1));
}

const ACTIONS: Record<string, DeliveryAction> = {
  failed: 'failed',
  failure: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'relayed',
  expanded: 'relayed',
};

function readAction(value: string, status: string | null): DeliveryAction | null {
  const word = /^[a-z]+/.exec(value.trim().toLowerCase())?.[0] ?? '';
  if (Object.hasOwn(ACTIONS, word)) return ACTIONS[word] ?? null;
  if (status?.startsWith('5')) return 'failed';
  return status?.startsWith('4') ? 'delayed' : null;
}
