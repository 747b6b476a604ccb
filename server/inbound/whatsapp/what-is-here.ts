import type { Knex } from 'knex';
import { MESSAGES } from '../../conversations/tables';
import { findTombstones } from '../../conversations/tombstones';
import { identityOfWamid } from '../../whatsapp/message';
import { reportOf } from './report-of';
import type { Work } from './take-item';
import { isMessageItem } from './to-message';

/** By identity key. */
export interface KnownMessages {
  messages: Map<string, string>;
  deleted: ReadonlySet<string>;
}

/** Messages of the batch that are stored already, and those that somebody deleted, also where they are reported of. */
export async function whatIsHere(trx: Knex, accountId: string, batch: readonly Work[]): Promise<KnownMessages> {
  const keys = [
    ...new Set(batch.flatMap(({ item }) => (isMessageItem(item) ? [identityOfWamid(item.messageId)] : []))),
  ];
  const about = batch.flatMap(({ item }) => {
    const report = isMessageItem(item) || item.kind === 'status' ? reportOf(item) : null;
    return report ? [identityOfWamid(report.externalId)] : [];
  });
  const rows = (await trx(MESSAGES)
    .where({ account_document_id: accountId })
    .whereIn('identity_key', keys)
    .select('identity_key', 'document_id')) as { identity_key: string; document_id: string }[];
  return {
    messages: new Map(rows.map((row) => [row.identity_key, row.document_id])),
    deleted: await findTombstones(trx, accountId, 'identity', [...new Set([...keys, ...about])]),
  };
}
