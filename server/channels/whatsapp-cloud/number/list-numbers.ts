import { z } from 'zod';
import type { GraphClient } from '../graph/client';
import type { GraphResult } from '../graph/result';
import { id, listOf, optionalObject, optionalText } from '../webhook/fields';

const page = z.object({
  data: listOf(z.object({ id, display_phone_number: optionalText, verified_name: optionalText, status: optionalText })),
  paging: optionalObject({ next: optionalText, cursors: optionalObject({ after: optionalText }) }),
});

export interface ListedNumber {
  id: string;
  displayPhoneNumber: string | null;
  verifiedName: string | null;
  status: string | null;
}

/** A business has at most some thousand numbers; what goes on for longer goes in circles. */
const MAX_PAGES = 50;

/** The numbers of the WhatsApp Business account, all pages. Refused where the token was not given this account. */
export async function listNumbers(
  client: GraphClient,
  wabaId: string,
  signal: AbortSignal
): Promise<GraphResult<ListedNumber[]>> {
  const numbers: ListedNumber[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const fields = 'id,display_phone_number,verified_name,status';
    const query: Record<string, string> = { fields, limit: '100', ...(after ? { after } : {}) };
    const path = `${encodeURIComponent(wabaId)}/phone_numbers`;
    const result = await client.call({ method: 'GET', path, query, repeatable: true }, signal);
    if (result.status !== 'ok') return result;
    const read = page.safeParse(result.data);
    if (!read.success) return { status: 'not-sent', detail: 'an answer that lists no numbers' };
    for (const one of read.data.data) {
      const { id: number, display_phone_number: displayPhoneNumber, verified_name: verifiedName, status } = one;
      numbers.push({ id: number, displayPhoneNumber, verifiedName, status });
    }
    const next: string | null = read.data.paging?.next ? (read.data.paging.cursors?.after ?? null) : null;
    if (next === null || next === after) break;
    after = next;
  }
  return { status: 'ok', data: numbers };
}
