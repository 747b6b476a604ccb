import type { Knex } from 'knex';
import type { Recipient } from '../../channels/whatsapp-cloud/outgoing/payload';
import { CONVERSATIONS, IDENTITIES } from '../../conversations/tables';
import { toNumber, toNumberOrNull } from '../../database/columns';
import { IDENTITY_KINDS, type IdentityKind } from '../../whatsapp/identity';
import { recipientOf } from '../../whatsapp/resolve-person';

interface Row {
  id: number;
  contact_document_id: string;
  kind: IdentityKind;
  value: string;
  raw_value: string | null;
  status: string | null;
  last_seen_at: unknown;
  last_worked_at: unknown;
}

export interface ChosenRecipient {
  to: Recipient;
  /** The row of the identity that this is. */
  identityId: number;
}

/** By which of their identities the person of a conversation is written to. Null: none is known. */
export async function recipientOfConversation(on: Knex, conversationId: string): Promise<ChosenRecipient | null> {
  const rows = (await on({ i: IDENTITIES })
    .join({ c: CONVERSATIONS }, 'c.contact_document_id', 'i.contact_document_id')
    .where({ 'c.document_id': conversationId })
    .whereIn('i.kind', [...IDENTITY_KINDS])
    .orderBy('i.id')
    .select('i.*')) as Row[];
  const identities = rows.map((row) => ({
    rowId: row.id,
    contactId: row.contact_document_id,
    kind: row.kind,
    scope: '',
    value: row.value,
    raw: row.raw_value ?? row.value,
    status: row.status === 'superseded' ? ('superseded' as const) : ('active' as const),
    lastSeenAt: toNumber(row.last_seen_at),
    lastWorkedAt: toNumberOrNull(row.last_worked_at),
  }));
  const to = recipientOf(identities);
  const raw = to && ('to' in to ? to.to : to.recipient);
  const chosen = identities.find(
    (one) => one.status === 'active' && (one.raw === raw || `+${one.raw.replace(/^\+/, '')}` === raw)
  );
  return to && chosen ? { to, identityId: chosen.rowId } : null;
}

/** Meta took a message to it: from now on it is tried first, spelled as it was. */
export async function rememberWorked(trx: Knex, { identityId, to }: ChosenRecipient, now: number): Promise<void> {
  const raw = 'to' in to ? to.to : to.recipient;
  await trx(IDENTITIES)
    .where({ id: identityId })
    .update({ last_worked_at: now, raw_value: trx.raw('coalesce(raw_value, ?)', [raw]) });
}
